using EcgScaling.LibTorch;
using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] OneElement = [1];
            private static readonly long[] ZeroElement = [0];

            /// <summary>Convolution over samples.</summary>
            /// <param name="input"><c>(batch, in_channels, sample)</c> or <c>(in_channels, sample)</c>.</param>
            /// <param name="weight"><c>(out_channels, in_channels / groups, kernel)</c>.</param>
            /// <param name="bias"><c>(out_channels)</c>, or null.</param>
            /// <param name="stride">Distance of output samples; 1 where null.</param>
            /// <param name="padding">Zeros on both sides; none where null.</param>
            /// <param name="dilation">Distance of kernel taps; 1 where null.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                DirectConvolution.Apply(input, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);

            /// <summary>Convolution over samples, padded by name.</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Ops.Conv1dNamed.Tensor(
                    input, weight, bias, One(stride, OneElement), padding == Padding.Same ? "same" : "valid", One(dilation, OneElement), groups);

            /// <summary>Transposed convolution over samples.</summary>
            /// <param name="input"><c>(batch, in_channels, sample)</c>.</param>
            /// <param name="weight"><c>(in_channels, out_channels / groups, kernel)</c>.</param>
            /// <param name="bias"><c>(out_channels)</c>, or null.</param>
            /// <param name="stride">Output samples per input sample; 1 where null.</param>
            /// <param name="padding">Samples cut off on both sides; none where null.</param>
            /// <param name="output_padding">Samples added on one side; none where null.</param>
            /// <param name="dilation">Distance of kernel taps; 1 where null.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null,
                long? dilation = null, long groups = 1) =>
                Ops.ConvTranspose1d.Tensor(
                    input, weight, bias, One(stride, OneElement), One(padding, ZeroElement), One(output_padding, ZeroElement), groups, One(dilation, OneElement));

            /// <summary>Affine map of the last dimension.</summary>
            /// <param name="input"><c>(..., in)</c>.</param>
            /// <param name="weights"><c>(out, in)</c>.</param>
            /// <param name="bias"><c>(out)</c>, or null.</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                FusedBlocks.Linear(input, weights, bias) ?? Ops.Linear.Tensor(input, weights, bias);

            private static AtenArg One(long? value, long[] standard) =>
                value is not { } number || number == standard[0] ? standard : new[] { number };
        }
    }
}
