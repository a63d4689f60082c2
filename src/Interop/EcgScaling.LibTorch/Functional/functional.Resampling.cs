using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly AtenOp Nearest1d = new("aten::upsample_nearest1d", "vec");
            private static readonly AtenOp NearestExact1d = new("aten::_upsample_nearest_exact1d", "vec");
            private static readonly AtenOp Linear1d = new("aten::upsample_linear1d", "vec");

            /// <summary>Pads dimensions, the last one first: left, right, then the one before.</summary>
            /// <param name="input">Any shape; reflect, replicate and circular pad the last dimension of <c>(batch, channel, sample)</c>.</param>
            /// <param name="pad">Elements to add; negative numbers cut off.</param>
            /// <param name="mode">What the new elements hold.</param>
            /// <param name="value">The value, for constant padding.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                ArgumentNullException.ThrowIfNull(pad);
                return mode switch
                {
                    PaddingModes.Zeros => Ops.Pad.Tensor(input, pad, "constant", 0.0),
                    PaddingModes.Constant => Ops.Pad.Tensor(input, pad, "constant", value),
                    PaddingModes.Reflect => Ops.Pad.Tensor(input, pad, "reflect"),
                    PaddingModes.Replicate => Ops.Pad.Tensor(input, pad, "replicate"),
                    PaddingModes.Circular => Ops.Pad.Tensor(input, pad, "circular"),
                    _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such padding mode."),
                };
            }

            /// <summary>Pads dimensions, the last one first.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Pads the last dimension left and right.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            /// <summary>Pads the last two dimensions.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            /// <summary>Pads the last dimension by the same number on both sides.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad, pad }, mode, value);

            /// <summary>Changes the number of samples.</summary>
            /// <param name="x"><c>(batch, channel, sample)</c>.</param>
            /// <param name="size">The new number of samples; give this or <paramref name="scale_factor"/>.</param>
            /// <param name="scale_factor">New over old number of samples.</param>
            /// <param name="mode">Nearest, NearestExact, Linear or Area.</param>
            /// <param name="align_corners">For Linear: true keeps the first and last sample in place.</param>
            /// <param name="recompute_scale_factor">True takes the scale from the rounded number of samples.</param>
            /// <param name="antialias">Not for one dimension.</param>
            /// <exception cref="NotSupportedException">The mode is for images or volumes.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (x.dim() != 3 || antialias)
                {
                    throw new ArgumentException($"interpolate here takes (batch, channel, sample) without antialias, but got ({string.Join(", ", x.shape)}).", nameof(x));
                }

                if (size is null == scale_factor is null || size is { Length: not 1 } || scale_factor is { Length: not 1 })
                {
                    throw new ArgumentException("interpolate takes either one size or one scale factor.", nameof(size));
                }

                if (align_corners is not null && mode != InterpolationMode.Linear)
                {
                    throw new ArgumentException("align_corners is for linear interpolation only.", nameof(align_corners));
                }

                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [(long)Math.Floor(x.shape[2] * scale_factor[0])];
                    scale_factor = null;
                }

                return mode switch
                {
                    InterpolationMode.Nearest => Nearest1d.Tensor(x, size, scale_factor),
                    InterpolationMode.NearestExact => NearestExact1d.Tensor(x, size, scale_factor),
                    InterpolationMode.Linear => Linear1d.Tensor(x, size, align_corners ?? false, scale_factor),
                    InterpolationMode.Area => Ops.AdaptiveAvgPool1d.Tensor(x, size),
                    _ => throw new NotSupportedException($"{mode} interpolation is for images and volumes; for samples there are Nearest, NearestExact, Linear and Area."),
                };
            }
        }
    }
}
