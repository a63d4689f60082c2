using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The stem (convolution, then normalisation) or the step between two stages (normalisation, then convolution), over <c>(batch, channel, time)</c>.</summary>
internal sealed class ConvNextDownsample : Module<Tensor, Tensor>
{
    private readonly bool _isStem;
    private readonly LengthConvolution _convolution;
    private readonly LayerNorm _norm;

    internal ConvNextDownsample(int inWidth, int outWidth, int stride, int length, bool isStem)
        : base(nameof(ConvNextDownsample))
    {
        _isStem = isStem;
        _convolution = new LengthConvolution(inWidth, outWidth, stride, stride, length, PaddingStyle.Symmetric, bias: true);
        _norm = LayerNorm(isStem ? outWidth : inWidth, eps: 1e-6);
        register_module(isStem ? "0" : "1", _convolution.Module);
        register_module(isStem ? "1" : "0", _norm);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (_isStem ? Normalise(_convolution.Apply(x)) : _convolution.Apply(Normalise(x))).MoveToOuterDisposeScope();
    }

    private Tensor Normalise(Tensor x) => _norm.call(x.transpose(1, 2)).transpose(1, 2);
}
