using EcgScaling.LibTorch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Maximum over windows of samples.</summary>
            /// <param name="input"><c>(batch, channel, sample)</c>.</param>
            /// <param name="kernel_size">Length of a window.</param>
            /// <param name="stride">Distance of windows; their length where null.</param>
            /// <param name="padding">Padding on both sides.</param>
            /// <param name="dilation">Distance of samples in a window.</param>
            /// <param name="ceil_mode">True keeps a last, incomplete window.</param>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                FusedBlocks.MaxPool(input, kernel_size, stride ?? kernel_size, padding ?? 0, dilation ?? 1, ceil_mode) ?? Ops.MaxPool1d.Tensor(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, One(padding, ZeroElement), One(dilation, OneElement), ceil_mode);

            /// <summary>As <see cref="max_pool1d"/>, with the positions of the maxima.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            {
                var both = Ops.MaxPool1dWithIndices.Tensors(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, One(padding, ZeroElement), One(dilation, OneElement), ceil_mode);
                return (both[0], both[1]);
            }

            /// <summary>Mean over windows of samples.</summary>
            /// <param name="input"><c>(batch, channel, sample)</c>.</param>
            /// <param name="kernel_size">Length of a window.</param>
            /// <param name="stride">Distance of windows; their length where null.</param>
            /// <param name="padding">Padding on both sides.</param>
            /// <param name="ceil_mode">True keeps a last, incomplete window.</param>
            /// <param name="count_include_pad">True counts padded zeros as samples.</param>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                Ops.AvgPool1d.Tensor(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, One(padding, ZeroElement), ceil_mode, count_include_pad);

            /// <summary>Mean over as many windows as the output shall have samples.</summary>
            /// <param name="input"><c>(batch, channel, sample)</c>.</param>
            /// <param name="output_size">Samples of the output.</param>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Ops.AdaptiveAvgPool1d.Tensor(input, new[] { output_size });

            /// <summary>Maximum over as many windows as the output shall have samples.</summary>
            /// <param name="input"><c>(batch, channel, sample)</c>.</param>
            /// <param name="output_size">Samples of the output.</param>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size)
            {
                var both = Ops.AdaptiveMaxPool1d.Tensors(input, new[] { output_size });
                both[1].Dispose();
                return both[0];
            }
        }
    }
}
