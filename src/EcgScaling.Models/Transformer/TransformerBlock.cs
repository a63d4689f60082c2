using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>A pre-norm block: x + attention(norm1(x)), then x + perceptron(norm2(x)).</summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor?, RotaryAngles?, Tensor>
{
    private readonly double _dropPath;
    private readonly LayerNorm norm1;
    private readonly SelfAttention attn;
    private readonly Dropout drop;
    private readonly LayerNorm norm2;
    private readonly Perceptron mlp;

    internal TransformerBlock(EcgTransformerConfig config, double dropPath)
        : base(nameof(TransformerBlock))
    {
        _dropPath = dropPath;
        norm1 = LayerNorm(config.Width);
        attn = new SelfAttention(config.Width, config.Heads, config.AttentionDropout);
        drop = Dropout(config.Dropout);
        norm2 = LayerNorm(config.Width);
        mlp = new Perceptron(config.Width, config.Hidden, config.Activation, config.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, Tensor? mask, RotaryAngles? rotary)
    {
        using var scope = NewDisposeScope();
        if (!training || (_dropPath <= 0 && drop.p == 0))
        {
            var sum = attn.AddTo(x, norm1.call(x), mask, rotary);
            return mlp.AddTo(sum, norm2.call(sum)).MoveToOuterDisposeScope();
        }

        var middle = x + DropPath.Apply(drop.call(attn.call(norm1.call(x), mask, rotary)), _dropPath, training);
        return (middle + DropPath.Apply(mlp.call(norm2.call(middle)), _dropPath, training)).MoveToOuterDisposeScope();
    }
}
