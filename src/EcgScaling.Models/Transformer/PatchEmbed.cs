using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Projects patches <c>(batch, patch, value)</c> to tokens <c>(batch, patch, feature)</c>.</summary>
internal sealed class PatchEmbed : Module<Tensor, Tensor>
{
    private readonly Linear proj;

    internal PatchEmbed(int values, int width)
        : base(nameof(PatchEmbed))
    {
        proj = Linear(values, width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor patches) => proj.call(patches);
}
