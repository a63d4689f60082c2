using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Groups (C prefix <c>H5G</c>).</summary>
public static class H5G
{
    /// <summary>How a group keeps its links.</summary>
    public enum storage_type_t
    {
        /// <summary>Not known.</summary>
        UNKNOWN = -1,

        /// <summary>In a symbol table (old format).</summary>
        SYMBOL_TABLE = 0,

        /// <summary>In the object header.</summary>
        COMPACT = 1,

        /// <summary>In a heap with indices.</summary>
        DENSE = 2,
    }

    /// <summary>Creates a group.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Gcreate2", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create(
        long loc_id, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long lcpl_id = H5P.DEFAULT, long gcpl_id = H5P.DEFAULT, long gapl_id = H5P.DEFAULT);

    /// <summary>Opens a group.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Gopen2", CallingConvention = CallingConvention.Cdecl)]
    public static extern long open(long loc_id, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long gapl_id = H5P.DEFAULT);

    /// <summary>Closes a group identifier.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Gclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long group_id);

    /// <summary>Facts about a group, among them its number of links.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Gget_info", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_info(long loc_id, ref info_t ginfo);

    /// <summary>Facts about a group.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct info_t
    {
        /// <summary>How links are kept.</summary>
        public storage_type_t storage_type;

        /// <summary>The number of links.</summary>
        public ulong nlinks;

        /// <summary>The current largest creation order.</summary>
        public long max_corder;

        /// <summary>Non-zero when a file is mounted on the group.</summary>
        public uint mounted;
    }
}
