using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>The library's error stack (C prefix <c>H5E</c>).</summary>
public static class H5E
{
    /// <summary>The calling thread's default stack.</summary>
    public const long DEFAULT = 0;

    /// <summary>Called when a function fails, to print or keep the error.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int auto_t(long estack, nint client_data);

    /// <summary>Called for each entry of a stack.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int walk_t(uint n, [In] ref error_t err_desc, nint client_data);

    /// <summary>From which end a stack is walked.</summary>
    public enum direction_t
    {
        /// <summary>From the cause up to the function called.</summary>
        H5E_WALK_UPWARD = 0,

        /// <summary>From the function called down to the cause.</summary>
        H5E_WALK_DOWNWARD = 1,
    }

    /// <summary>Sets what happens on an error; null prints nothing.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Eset_auto2", CallingConvention = CallingConvention.Cdecl)]
    public static extern int set_auto(long estack_id, auto_t? func, nint client_data);

    /// <summary>Walks a stack.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Ewalk2", CallingConvention = CallingConvention.Cdecl)]
    public static extern int walk(long estack_id, direction_t direction, walk_t func, nint client_data);

    /// <summary>Empties a stack.</summary>
    [DllImport(NativeHdf5.Library, EntryPoint = "H5Eclear2", CallingConvention = CallingConvention.Cdecl)]
    public static extern int clear(long estack_id);

    /// <summary>One entry of a stack.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct error_t
    {
        /// <summary>The error class.</summary>
        public long cls_id;

        /// <summary>The major number.</summary>
        public long maj_num;

        /// <summary>The minor number.</summary>
        public long min_num;

        /// <summary>The line in the library's source.</summary>
        public uint line;

        /// <summary>The function.</summary>
        [MarshalAs(UnmanagedType.LPStr)]
        public string func_name;

        /// <summary>The source file.</summary>
        [MarshalAs(UnmanagedType.LPStr)]
        public string file_name;

        /// <summary>What went wrong.</summary>
        [MarshalAs(UnmanagedType.LPStr)]
        public string desc;
    }
}
