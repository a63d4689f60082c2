using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Property lists (C prefix <c>H5P</c>).</summary>
public static class H5P
{
    /// <summary>The default property list.</summary>
    public const long DEFAULT = 0;

    /// <summary>The class of lists with which datasets are created.</summary>
    public static long DATASET_CREATE => NativeHdf5.Identifier("H5P_CLS_DATASET_CREATE_ID_g");

    /// <summary>The class of lists with which datasets are opened.</summary>
    public static long DATASET_ACCESS => NativeHdf5.Identifier("H5P_CLS_DATASET_ACCESS_ID_g");

    /// <summary>The class of lists with which files are opened.</summary>
    public static long FILE_ACCESS => NativeHdf5.Identifier("H5P_CLS_FILE_ACCESS_ID_g");

    /// <summary>Creates a list of a class.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pcreate", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create(long cls_id);

    /// <summary>Closes a list.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long plist);

    /// <summary>How a dataset's elements lie in the file.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pget_layout", CallingConvention = CallingConvention.Cdecl)]
    public static extern H5D.layout_t get_layout(long plist);

    /// <summary>Sets how a dataset's elements lie in the file.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_layout", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_layout(long plist, H5D.layout_t layout);

    /// <summary>The chunk's dimensions; returns their number.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pget_chunk", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_chunk(long plist_id, int max_ndims, [In, Out] ulong[] dims);

    /// <summary>Makes the dataset chunked.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_chunk", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_chunk(long plist_id, int ndims, ulong[] dims);

    /// <summary>Adds deflate at a level from 0 to 9.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_deflate", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_deflate(long plist_id, uint level);

    /// <summary>Adds the shuffle filter.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_shuffle", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_shuffle(long plist_id);

    /// <summary>Says when space is allocated.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_alloc_time", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_alloc_time(long plist_id, H5D.alloc_time_t alloc_time);

    /// <summary>Says when the fill value is written.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_fill_time", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_fill_time(long plist_id, H5D.fill_time_t fill_time);

    /// <summary>Whether objects keep their times of change (0: no; then equal content gives equal bytes).</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pset_obj_track_times", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_obj_track_times(long ocpl_id, uint track_times);

    /// <summary>The number of filters.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pget_nfilters", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_nfilters(long plist);

    /// <summary>One filter of the pipeline and its parameters.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pget_filter2", CallingConvention = CallingConvention.Cdecl)]
    public static extern H5Z.filter_t get_filter(
        long plist_id, uint idx, ref uint flags, ref nint cd_nelmts, [In, Out] uint[] cd_values, nint namelen, [In, Out] byte[] name, ref uint filter_config);

    /// <summary>The number of external files that hold the dataset's bytes.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Pget_external_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_external_count(long plist);
}
