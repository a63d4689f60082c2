using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Multi-head self-attention over <c>(batch, token, feature)</c>, in one pass where the backend can, else by libtorch's scaled dot-product attention.</summary>
internal sealed class SelfAttention : Module<Tensor, Tensor?, RotaryAngles?, Tensor>
{
    private readonly int _heads;
    private readonly double _dropout;
    private readonly Linear qkv;
    private readonly Linear proj;

    internal SelfAttention(int width, int heads, double attentionDropout)
        : base(nameof(SelfAttention))
    {
        (_heads, _dropout) = (heads, attentionDropout);
        qkv = Linear(width, 3L * width);
        proj = Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Attends.</summary>
    /// <param name="x"><c>(batch, token, feature)</c>.</param>
    /// <param name="mask">True where a key may be attended, broadcastable to <c>(batch, head, token, token)</c>; null for all.</param>
    /// <param name="rotary">Angles of the tokens' places; null where positions were added before.</param>
    public override Tensor forward(Tensor x, Tensor? mask, RotaryAngles? rotary)
    {
        using var scope = NewDisposeScope();
        return proj.call(Attend(x, mask, rotary)).MoveToOuterDisposeScope();
    }

    /// <summary>Attends and adds the result to <paramref name="residual"/>.</summary>
    internal Tensor AddTo(Tensor residual, Tensor x, Tensor? mask, RotaryAngles? rotary)
    {
        using var scope = NewDisposeScope();
        return FusedLayers.LinearAdd(Attend(x, mask, rotary), proj, residual).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor x, Tensor? mask, RotaryAngles? rotary)
    {
        using var scope = NewDisposeScope();
        var shape = x.shape;
        var (batch, tokens, width) = (shape[0], shape[1], shape[2]);
        var joint = qkv.call(x);
        var dropout = training ? _dropout : 0;
        if (FusedLayers.SelfAttention(joint, _heads, mask, rotary, dropout) is { } fused)
        {
            return fused.MoveToOuterDisposeScope();
        }

        var parts = joint.view(batch, tokens, 3, _heads, width / _heads).permute(2, 0, 3, 1, 4).unbind(0);
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        if (rotary is not null)
        {
            (query, key) = (rotary.Turn(query), rotary.Turn(key));
        }

        var attended = functional.scaled_dot_product_attention(query, key, value, mask!, dropout);
        return attended.transpose(1, 2).reshape(batch, tokens, width).MoveToOuterDisposeScope();
    }
}
