using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>An encoder and a linear head: tracings <c>(batch, lead, sample)</c> in, logits <c>(batch, output)</c> out.</summary>
public sealed class EcgClassifier : Module<Tensor, Tensor>
{
    private readonly EcgEncoder encoder;
    private readonly LinearHead head;

    /// <summary>Joins an encoder, which it then owns, with a fresh head.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="outputs">Number of logits.</param>
    public EcgClassifier(EcgEncoder encoder, int outputs)
        : base(nameof(EcgClassifier))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        this.encoder = encoder;
        head = new LinearHead(encoder.FeatureSize, outputs);
        RegisterComponents();
    }

    /// <summary>The encoder.</summary>
    public EcgEncoder Encoder => encoder;

    /// <summary>The head.</summary>
    public LinearHead Head => head;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return head.call(encoder.call(input)).MoveToOuterDisposeScope();
    }
}
