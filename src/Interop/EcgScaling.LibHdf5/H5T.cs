using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Datatypes (C prefix <c>H5T</c>).</summary>
public static class H5T
{
    /// <summary>Kinds of datatype.</summary>
    public enum class_t
    {
        /// <summary>Failure.</summary>
        NO_CLASS = -1,

        /// <summary>Integers.</summary>
        INTEGER = 0,

        /// <summary>Floating-point numbers.</summary>
        FLOAT = 1,

        /// <summary>Times.</summary>
        TIME = 2,

        /// <summary>Texts.</summary>
        STRING = 3,

        /// <summary>Bits.</summary>
        BITFIELD = 4,

        /// <summary>Opaque bytes.</summary>
        OPAQUE = 5,

        /// <summary>Records of named members.</summary>
        COMPOUND = 6,

        /// <summary>References.</summary>
        REFERENCE = 7,

        /// <summary>Named integers.</summary>
        ENUM = 8,

        /// <summary>Sequences of varying length.</summary>
        VLEN = 9,

        /// <summary>Arrays.</summary>
        ARRAY = 10,
    }

    /// <summary>Byte orders.</summary>
    public enum order_t
    {
        /// <summary>Failure.</summary>
        ERROR = -1,

        /// <summary>Little endian.</summary>
        LE = 0,

        /// <summary>Big endian.</summary>
        BE = 1,

        /// <summary>VAX mixed.</summary>
        VAX = 2,

        /// <summary>A compound with mixed orders.</summary>
        MIXED = 3,

        /// <summary>No order.</summary>
        ONE = 4,
    }

    /// <summary>Sign schemes of integers.</summary>
    public enum sign_t
    {
        /// <summary>Failure.</summary>
        ERROR = -1,

        /// <summary>Unsigned.</summary>
        NONE = 0,

        /// <summary>Two's complement.</summary>
        SGN_2 = 1,
    }

    /// <summary>32-bit float in memory.</summary>
    public static long NATIVE_FLOAT => NativeHdf5.Identifier("H5T_NATIVE_FLOAT_g");

    /// <summary>64-bit float in memory.</summary>
    public static long NATIVE_DOUBLE => NativeHdf5.Identifier("H5T_NATIVE_DOUBLE_g");

    /// <summary>64-bit signed integer in memory.</summary>
    public static long NATIVE_INT64 => NativeHdf5.Identifier("H5T_NATIVE_INT64_g");

    /// <summary>16-bit signed integer in memory.</summary>
    public static long NATIVE_INT16 => NativeHdf5.Identifier("H5T_NATIVE_INT16_g");

    /// <summary>32-bit little-endian float in a file.</summary>
    public static long IEEE_F32LE => NativeHdf5.Identifier("H5T_IEEE_F32LE_g");

    /// <summary>64-bit little-endian float in a file.</summary>
    public static long IEEE_F64LE => NativeHdf5.Identifier("H5T_IEEE_F64LE_g");

    /// <summary>32-bit big-endian float in a file.</summary>
    public static long IEEE_F32BE => NativeHdf5.Identifier("H5T_IEEE_F32BE_g");

    /// <summary>64-bit big-endian float in a file.</summary>
    public static long IEEE_F64BE => NativeHdf5.Identifier("H5T_IEEE_F64BE_g");

    /// <summary>64-bit little-endian signed integer in a file.</summary>
    public static long STD_I64LE => NativeHdf5.Identifier("H5T_STD_I64LE_g");

    /// <summary>16-bit little-endian signed integer in a file.</summary>
    public static long STD_I16LE => NativeHdf5.Identifier("H5T_STD_I16LE_g");

    /// <summary>Closes a datatype identifier.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long type_id);

    /// <summary>Positive when two types are equal.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tequal", CallingConvention = CallingConvention.Cdecl)]
    public static extern int equal(long type_id1, long type_id2);

    /// <summary>The kind of a type.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_class", CallingConvention = CallingConvention.Cdecl)]
    public static extern class_t get_class(long dtype_id);

    /// <summary>The size of one element in bytes; 0 on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_size", CallingConvention = CallingConvention.Cdecl)]
    public static extern nint get_size(long dtype_id);

    /// <summary>The byte order of a type.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_order", CallingConvention = CallingConvention.Cdecl)]
    public static extern order_t get_order(long dtype_id);

    /// <summary>The sign scheme of an integer type.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_sign", CallingConvention = CallingConvention.Cdecl)]
    public static extern sign_t get_sign(long dtype_id);

    /// <summary>The significant bits of a type; 0 on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_precision", CallingConvention = CallingConvention.Cdecl)]
    public static extern nint get_precision(long dtype_id);

    /// <summary>The exponent bias of a floating-point type; 0 on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Tget_ebias", CallingConvention = CallingConvention.Cdecl)]
    public static extern nint get_ebias(long dtype_id);
}
