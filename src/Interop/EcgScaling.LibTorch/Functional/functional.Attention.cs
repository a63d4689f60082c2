using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly AtenOp Attention = new("aten::scaled_dot_product_attention");

            // Libtorch 1.13 has it under this name, with the weights as a second result (undefined where not asked for).
            private static readonly AtenOp EarlierAttention = new("aten::_scaled_dot_product_attention");

            /// <summary>softmax(q·kᵀ/√d)·v, by libtorch's own operator.</summary>
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

                return Attention.IsAvailable
                    ? Attention.Tensor(query, key, value, attn_mask, p, is_casual)
                    : EarlierAttention.Tensors(query, key, value, attn_mask, p, false, is_casual)[0];
            }
        }
    }
}
