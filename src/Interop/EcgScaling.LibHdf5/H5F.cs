using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Files (C prefix <c>H5F</c>). Paths are passed as UTF-8.</summary>
public static class H5F
{
    /// <summary>Open for reading.</summary>
    public const uint ACC_RDONLY = 0x0000u;

    /// <summary>Open for reading and writing.</summary>
    public const uint ACC_RDWR = 0x0001u;

    /// <summary>Create, replacing an existing file.</summary>
    public const uint ACC_TRUNC = 0x0002u;

    /// <summary>Create; fail when the file exists.</summary>
    public const uint ACC_EXCL = 0x0004u;

    /// <summary>How far a flush reaches.</summary>
    public enum scope_t
    {
        /// <summary>The named file.</summary>
        LOCAL = 0,

        /// <summary>With everything mounted on it.</summary>
        GLOBAL = 1,
    }

    /// <summary>Opens a file; returns its identifier, negative on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fopen", CallingConvention = CallingConvention.Cdecl)]
    public static extern long open([MarshalAs(UnmanagedType.LPUTF8Str)] string filename, uint flags, long plist = H5P.DEFAULT);

    /// <summary>Creates a file; returns its identifier, negative on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fcreate", CallingConvention = CallingConvention.Cdecl)]
    public static extern long create(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string filename, uint flags, long create_plist = H5P.DEFAULT, long access_plist = H5P.DEFAULT);

    /// <summary>Closes a file identifier.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fclose", CallingConvention = CallingConvention.Cdecl)]
    public static extern int close(long file_id);

    /// <summary>Writes what is buffered.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fflush", CallingConvention = CallingConvention.Cdecl)]
    public static extern int flush(long object_id, scope_t scope);

    /// <summary>Positive when the file carries the HDF5 signature, 0 when not, negative when it cannot be read.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fis_hdf5", CallingConvention = CallingConvention.Cdecl)]
    public static extern int is_hdf5([MarshalAs(UnmanagedType.LPUTF8Str)] string filename);

    /// <summary>The size of the file in bytes.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fget_filesize", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_filesize(long file_id, ref ulong size);

    /// <summary>A pointer to the handle of the operating system: to a file descriptor with the default driver on Unix. Negative on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Fget_vfd_handle", CallingConvention = CallingConvention.Cdecl)]
    public static extern int get_vfd_handle(long file_id, long fapl_id, ref nint file_handle);
}
