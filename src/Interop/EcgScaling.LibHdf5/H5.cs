using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Library-wide functions (C prefix <c>H5</c>). A negative result is a failure, as everywhere in this API.</summary>
public static class H5
{
    /// <summary>By what links of a group are numbered.</summary>
    public enum index_t
    {
        /// <summary>Not an index.</summary>
        UNKNOWN = -1,

        /// <summary>By name.</summary>
        NAME = 0,

        /// <summary>By creation order.</summary>
        CRT_ORDER = 1,
    }

    /// <summary>In which direction an index is walked.</summary>
    public enum iter_order_t
    {
        /// <summary>Not an order.</summary>
        UNKNOWN = -1,

        /// <summary>Increasing.</summary>
        INC = 0,

        /// <summary>Decreasing.</summary>
        DEC = 1,

        /// <summary>Whatever is fastest.</summary>
        NATIVE = 2,
    }

    /// <summary>Initialises the library; needed before its global identifiers are read.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5open", CallingConvention = CallingConvention.Cdecl)]
    public static extern int open();

    /// <summary>The version of the loaded library.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5get_libversion", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_libversion(ref uint majnum, ref uint minnum, ref uint relnum);

    /// <summary>Whether the library was built thread-safe; <paramref name="is_ts"/> is non-zero if so.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5is_library_threadsafe", CallingConvention = CallingConvention.Cdecl)]
    public static extern int is_library_threadsafe(ref uint is_ts);
}
