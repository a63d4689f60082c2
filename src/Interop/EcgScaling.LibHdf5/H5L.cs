using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Links (C prefix <c>H5L</c>).</summary>
public static class H5L
{
    /// <summary>Positive when a link of this name exists, 0 when not, negative on failure.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Lexists", CallingConvention = CallingConvention.Cdecl)]
    public static extern int exists(long loc_id, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long lapl_id = H5P.DEFAULT);

    /// <summary>The name of the n-th link. With <c>IntPtr.Zero</c> for <paramref name="name"/>: only its length.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Lget_name_by_idx", CallingConvention = CallingConvention.Cdecl)]
    public static extern nint get_name_by_idx(
        long loc_id,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string group_name,
        H5.index_t idx_type,
        H5.iter_order_t order,
        ulong n,
        nint name,
        nint size,
        long lapl_id);
}
