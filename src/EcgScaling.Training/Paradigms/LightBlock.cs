using EcgScaling.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Paradigms;

/// <summary>A small pre-norm attention block for decoders and predictors, <c>(batch, token, width)</c> to the same.</summary>
internal sealed class LightBlock : Module<Tensor, Tensor>
{
    private readonly int _heads;
    private readonly LayerNorm norm1;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly LayerNorm norm2;
    private readonly Linear fc1;
    private readonly Linear fc2;

    public LightBlock(int width, int heads)
        : base(nameof(LightBlock))
    {
        _heads = heads;
        norm1 = LayerNorm(width);
        qkv = Linear(width, 3L * width);
        proj = Linear(width, width);
        norm2 = LayerNorm(width);
        fc1 = Linear(width, 4L * width);
        fc2 = Linear(4L * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var middle = FusedLayers.LinearAdd(Attend(norm1.call(x)), proj, x);
        var hidden = FusedLayers.LinearActivation(norm2.call(middle), fc1, ActivationKind.Gelu);
        return FusedLayers.LinearAdd(hidden, fc2, middle).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor x)
    {
        using var scope = NewDisposeScope();
        var joint = qkv.call(x);
        if (FusedLayers.SelfAttention(joint, _heads) is { } fused)
        {
            return fused.MoveToOuterDisposeScope();
        }

        var shape = x.shape;
        var parts = joint.view(shape[0], shape[1], 3, _heads, shape[2] / _heads).permute(2, 0, 3, 1, 4).unbind(0);
        var attended = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return attended.transpose(1, 2).reshape(shape[0], shape[1], shape[2]).MoveToOuterDisposeScope();
    }
}
