using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Datasets (C prefix <c>H5D</c>).</summary>
public static class H5D
{
    /// <summary>How a dataset's elements lie in the file.</summary>
    public enum layout_t
    {
        /// <summary>Failure.</summary>
        LAYOUT_ERROR = -1,

        /// <summary>In the object header.</summary>
        COMPACT = 0,

        /// <summary>In one piece.</summary>
        CONTIGUOUS = 1,

        /// <summary>In chunks of equal shape.</summary>
        CHUNKED = 2,

        /// <summary>In other files.</summary>
        VIRTUAL = 3,
    }

    /// <summary>When space is allocated.</summary>
    public enum alloc_time_t
    {
        /// <summary>Failure.</summary>
        ERROR = -1,

        /// <summary>As the layout prefers.</summary>
        DEFAULT = 0,

        /// <summary>At creation.</summary>
        EARLY = 1,

        /// <summary>At the first write.</summary>
        LATE = 2,

        /// <summary>Chunk by chunk.</summary>
        INCR = 3,
    }

    /// <summary>When the fill value is written.</summary>
    public enum fill_time_t
    {
        /// <summary>Failure.</summary>
        ERROR = -1,

        /// <summary>When space is allocated.</summary>
        ALLOC = 0,

        /// <summary>Never.</summary>
        NEVER = 1,

        /// <summary>When one was set.</summary>
        IFSET = 2,
    }

    /// <summary>Opens a dataset.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dopen2", CallingConvention = CallingConvention.Cdecl)]
    public static extern long open(long file_id, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long dapl_id = H5P.DEFAULT);

    /// <summary>Creates a dataset.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dcreate2", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create(
        long loc_id,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        long type_id,
        long space_id,
        long lcpl_id = H5P.DEFAULT,
        long dcpl_id = H5P.DEFAULT,
        long dapl_id = H5P.DEFAULT);

    /// <summary>Closes a dataset identifier.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long dset_id);

    /// <summary>The dataset's dataspace; the caller closes it.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_space", CallingConvention = CallingConvention.Cdecl)]
    public static extern long get_space(long dset_id);

    /// <summary>The dataset's datatype; the caller closes it.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_type", CallingConvention = CallingConvention.Cdecl)]
    public static extern long get_type(long dset_id);

    /// <summary>The list the dataset was created with; the caller closes it.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_create_plist", CallingConvention = CallingConvention.Cdecl)]
    public static extern long get_create_plist(long dset_id);

    /// <summary>The file offset of a contiguous dataset; all ones when it has none.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_offset", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong get_offset(long dset_id);

    /// <summary>The bytes the dataset takes in the file.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_storage_size", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong get_storage_size(long dset_id);

    /// <summary>Reads a selection into memory, converting types.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dread", CallingConvention = CallingConvention.Cdecl)]
    public static extern int read(long dset_id, long mem_type_id, long mem_space_id, long file_space_id, long plist_id, nint buf);

    /// <summary>Writes a selection from memory, converting types.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dwrite", CallingConvention = CallingConvention.Cdecl)]
    public static extern int write(long dset_id, long mem_type_id, long mem_space_id, long file_space_id, long plist_id, nint buf);

    /// <summary>Changes the extent of a chunked dataset.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dset_extent", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_extent(long dset_id, ulong[] size);

    /// <summary>The number of chunks that are stored.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_num_chunks", CallingConvention = CallingConvention.Cdecl)]
    public static extern long get_num_chunks(long dset_id, long fspace_id, ref ulong nchunks);

    /// <summary>Where the chunk with a number lies.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_chunk_info", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_chunk_info(
        long dset_id, long fspace_id, ulong index, [In, Out] ulong[] offset, ref uint filter_mask, ref ulong addr, ref ulong size);

    /// <summary>Where the chunk that starts at the given element lies.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_chunk_info_by_coord", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_chunk_info_by_coord(long dset_id, [In, Out] ulong[] offset, ref uint filter_mask, ref ulong addr, ref ulong size);

    /// <summary>The stored bytes of the chunk that starts at the given element.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dget_chunk_storage_size", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_chunk_storage_size(long dset_id, [In, Out] ulong[] offset, ref ulong chunk_bytes);

    /// <summary>Reads a chunk as stored, without its filters; <paramref name="offset"/> is the first of the start's coordinates.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dread_chunk", CallingConvention = CallingConvention.Cdecl)]
    public static extern int read_chunk(long dset_id, long dxpl_id, ref ulong offset, ref uint filter_mask, nint buf);

    /// <summary>Writes a chunk as it shall be stored, already filtered; <paramref name="offset"/> is the first of the start's coordinates.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Dwrite_chunk", CallingConvention = CallingConvention.Cdecl)]
    public static extern int write_chunk(long dset_id, long dxpl_id, uint filter_mask, ref ulong offset, nint data_size, nint buf);
}
