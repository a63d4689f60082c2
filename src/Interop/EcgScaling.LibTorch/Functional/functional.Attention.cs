using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly AtenOp Attention = new("aten::scaled_dot_product_attention");
            private static readonly AtenOp MaskedFill = new("aten::masked_fill", "Scalar");

            /// <summary>softmax(q·kᵀ/√d)·v. Libtorch's own operator from 2.0 on, the same numbers composed before.</summary>
            /// <param name="query"><c>(..., token, d)</c>.</param>
            /// <param name="key"><c>(..., source token, d)</c>.</param>
            /// <param name="value"><c>(..., source token, d_v)</c>.</param>
            /// <param name="attn_mask"><c>(..., token, source token)</c>: bool, true is attended to; or numbers to add to the scores.</param>
            /// <param name="p">Dropout probability of the weights; give 0 in evaluation.</param>
            /// <param name="is_casual">True attends to earlier tokens only; excludes <paramref name="attn_mask"/>. (TorchSharp's spelling.)</param>
            /// <returns><c>(..., token, d_v)</c>.</returns>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                {
                    throw new ArgumentException("Give either a mask or is_casual, not both.", nameof(attn_mask));
                }

                if (Attention.IsAvailable)
                {
                    return Attention.Tensor(query, key, value, attn_mask, p, is_casual);
                }

                return Compose(query, key, value, attn_mask, p, is_casual);
            }

            /// <summary>The composed form, also there for libtorch from 2.0 on, so that both can be compared.</summary>
            internal static Tensor Compose(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                if (query.dim() < 2 || key.dim() < 2 || value.dim() < 2)
                {
                    throw new ArgumentException("Attention takes (..., token, d) for query, key and value.", nameof(query));
                }

                // The scale goes half to each side, which is what libtorch does and keeps half precision in range.
                var scale = Math.Sqrt(1 / Math.Sqrt(query.shape[^1]));
                using var turned = Ops.Transpose.Tensor(key, -2, -1);
                using var q = Ops.MulScalar.Tensor(query, scale);
                using var k = Ops.MulScalar.Tensor(turned, scale);
                var scores = Ops.MatMul.Tensor(q, k);
                if (causal)
                {
                    using var earlier = ones([query.shape[^2], key.shape[^2]], ScalarType.Bool, query.device).tril();
                    Replace(ref scores, Masked(scores, earlier));
                }
                else if (mask is not null)
                {
                    Replace(ref scores, mask.dtype == ScalarType.Bool ? Masked(scores, mask) : Ops.Add.Tensor(scores, mask));
                }

                var weights = Ops.Softmax.Tensor(scores, -1);
                scores.Dispose();
                if (p > 0)
                {
                    Replace(ref weights, Ops.Dropout.Tensor(weights, p, true));
                }

                var result = Ops.MatMul.Tensor(weights, value);
                weights.Dispose();
                return result;
            }

            private static Tensor Masked(Tensor scores, Tensor attended)
            {
                using var hidden = attended.logical_not();
                return MaskedFill.Tensor(scores, hidden, double.NegativeInfinity);
            }

            private static void Replace(ref Tensor current, Tensor next)
            {
                current.Dispose();
                current = next;
            }
        }
    }
}
