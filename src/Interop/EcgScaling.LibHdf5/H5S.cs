using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Dataspaces: the shapes of datasets and selections in them (C prefix <c>H5S</c>).</summary>
public static class H5S
{
    /// <summary>The whole extent.</summary>
    public const int ALL = 0;

    /// <summary>A dimension without an upper limit.</summary>
    public const ulong UNLIMITED = unchecked((ulong)-1);

    /// <summary>Kinds of dataspace.</summary>
    public enum class_t
    {
        /// <summary>Failure.</summary>
        NO_CLASS = -1,

        /// <summary>One element.</summary>
        SCALAR = 0,

        /// <summary>A rectangular array.</summary>
        SIMPLE = 1,

        /// <summary>No element.</summary>
        NULL = 2,
    }

    /// <summary>How a selection joins the one before.</summary>
    public enum seloper_t
    {
        /// <summary>Failure.</summary>
        NOOP = -1,

        /// <summary>Replaces it.</summary>
        SET = 0,

        /// <summary>Adds to it.</summary>
        OR = 1,

        /// <summary>Keeps what is in both.</summary>
        AND = 2,
    }

    /// <summary>Creates a dataspace without dimensions of the given kind.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Screate", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create(class_t type);

    /// <summary>Creates a rectangular dataspace; null for <paramref name="maxdims"/> fixes the dimensions.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Screate_simple", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create_simple(int rank, ulong[] dims, ulong[]? maxdims);

    /// <summary>Closes a dataspace identifier.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Sclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long space_id);

    /// <summary>The kind of a dataspace.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Sget_simple_extent_type", CallingConvention = CallingConvention.Cdecl)]
    public static extern class_t get_simple_extent_type(long space_id);

    /// <summary>The number of dimensions.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Sget_simple_extent_ndims", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_simple_extent_ndims(long space_id);

    /// <summary>The dimensions and their limits.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Sget_simple_extent_dims", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_simple_extent_dims(long space_id, [In, Out] ulong[] dims, [In, Out] ulong[]? maxdims);

    /// <summary>Selects a regular block; null for stride or block means ones.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Sselect_hyperslab", CallingConvention = CallingConvention.Cdecl)]
    public static extern int select_hyperslab(long space_id, seloper_t op, ulong[] start, ulong[]? stride, ulong[] count, ulong[]? block);
}
