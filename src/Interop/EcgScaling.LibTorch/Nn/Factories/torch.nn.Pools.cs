using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Maximum over windows of samples.</summary>
        /// <param name="kernel_size">Length of a window.</param>
        /// <param name="stride">Distance of windows; their length where null.</param>
        /// <param name="padding">Padding on both sides.</param>
        /// <param name="dilation">Distance of samples in a window.</param>
        /// <param name="ceil_mode">True keeps a last, incomplete window.</param>
        public static MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>Mean over windows of samples.</summary>
        public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad);

        /// <summary>Mean over as many windows as the output shall have samples.</summary>
        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

        /// <summary>Maximum over as many windows as the output shall have samples.</summary>
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);
    }
}
