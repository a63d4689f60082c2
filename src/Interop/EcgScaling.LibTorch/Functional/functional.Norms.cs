using EcgScaling.LibTorch;
using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly AtenOp VectorNorm = new("aten::linalg_vector_norm");
            private static readonly AtenOp ClampMin = new("aten::clamp_min");
            private static readonly AtenOp ExpandAs = new("aten::expand_as");

            /// <summary>Divides vectors by their p-norm.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">The norm's exponent.</param>
            /// <param name="dim">The vectors' dimension.</param>
            /// <param name="eps">Least divisor.</param>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = VectorNorm.Tensor(input, p, new[] { dim }, true);
                using var divisor = ClampMin.Tensor(norm, eps);
                using var everywhere = ExpandAs.Tensor(divisor, input);
                return Ops.Div.Tensor(input, everywhere);
            }

            /// <summary>Batch normalisation; in training updates the running statistics in place.</summary>
            /// <param name="input"><c>(batch, channel, ...)</c>.</param>
            /// <param name="running_mean"><c>(channel)</c>, or null in training.</param>
            /// <param name="running_var"><c>(channel)</c>, or null in training.</param>
            /// <param name="weight">Scale <c>(channel)</c>, or null.</param>
            /// <param name="bias">Shift <c>(channel)</c>, or null.</param>
            /// <param name="training">True normalises by the batch, false by the running statistics.</param>
            /// <param name="momentum">Share of the batch in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                if (training)
                {
                    RequireSeveralValues(input);
                }

                return Ops.BatchNorm.Tensor(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            /// <summary>Instance normalisation.</summary>
            /// <param name="input"><c>(batch, channel, ...)</c>.</param>
            /// <param name="running_mean"><c>(channel)</c>, or null.</param>
            /// <param name="running_var"><c>(channel)</c>, or null.</param>
            /// <param name="weight">Scale <c>(channel)</c>, or null.</param>
            /// <param name="bias">Shift <c>(channel)</c>, or null.</param>
            /// <param name="use_input_stats">True normalises by the input, false by the running statistics.</param>
            /// <param name="momentum">Share of the input in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
            {
                if (use_input_stats)
                {
                    RequireSeveralSamples(input);
                }

                return Ops.InstanceNorm.Tensor(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);
            }

            /// <summary>Normalisation over groups of channels.</summary>
            /// <param name="input"><c>(batch, channel, ...)</c>.</param>
            /// <param name="num_groups">Groups.</param>
            /// <param name="weight">Scale <c>(channel)</c>, or null.</param>
            /// <param name="bias">Shift <c>(channel)</c>, or null.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Ops.GroupNorm.Tensor(LikeItsWeight(input, weight), num_groups, weight, bias, eps, true);

            /// <summary>Normalisation over the last dimensions.</summary>
            /// <param name="input"><c>(..., normalized_shape)</c>.</param>
            /// <param name="normalized_shape">Sizes of the dimensions normalised over.</param>
            /// <param name="weight">Scale (normalized_shape), or null.</param>
            /// <param name="bias">Shift (normalized_shape), or null.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                FusedBlocks.LayerNorm(input, normalized_shape, weight, bias, eps) ?? Ops.LayerNorm.Tensor(LikeItsWeight(input, weight), normalized_shape, weight, bias, eps, true);

            // Under autocast a norm gets bfloat16 beside its float32 weights. On CUDA autocast widens it; on the CPU libtorch 1.13 neither does nor takes both.
            private static Tensor LikeItsWeight(Tensor input, Tensor? weight) =>
                weight is not null && input.dtype == ScalarType.BFloat16 && weight.dtype == ScalarType.Float32 ? input.to(ScalarType.Float32) : input;

            // libtorch itself would give NaN for a variance of one value.
            internal static void RequireSeveralValues(Tensor input)
            {
                var shape = input.shape;
                if (shape.Length >= 2 && input.numel() == shape[1])
                {
                    throw new ArgumentException(
                        $"Batch normalisation in training needs more than one value per channel, but got ({string.Join(", ", shape)}). Use larger batches, drop the last one, or call eval().", nameof(input));
                }
            }

            internal static void RequireSeveralSamples(Tensor input)
            {
                var shape = input.shape;
                if (shape.Length >= 2 && input.numel() == shape[0] * shape[1])
                {
                    throw new ArgumentException($"Instance normalisation needs more than one sample per channel, but got ({string.Join(", ", shape)}).", nameof(input));
                }
            }
        }
    }
}
