using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>
/// One two-stream unit: x is convolved twice, the skip of y is added; that sum is the next y, and normalised and
/// activated it is the next x. Names are those of the authors' PyTorch code.
/// </summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor, (Tensor X, Tensor Y)>
{
    private readonly LengthConvolution _first;
    private readonly LengthConvolution _second;
    private readonly ActivationKind _activation;
    private readonly Module<Tensor, Tensor> bn1;
    private readonly Dropout dropout1;
    private readonly Module<Tensor, Tensor> bn2;
    private readonly Dropout dropout2;
    private readonly Sequential? skip_connection;

    internal ResidualBlock(ResNet1dConfig config, int inWidth, int outWidth, int stride, int length)
        : base(nameof(ResidualBlock))
    {
        _activation = config.Activation;
        _first = new LengthConvolution(inWidth, outWidth, config.KernelSize, 1, length, config.Padding);
        bn1 = ChannelNorm.Create(config.Normalisation, outWidth);
        dropout1 = Dropout(config.Dropout);
        _second = new LengthConvolution(outWidth, outWidth, config.KernelSize, stride, length, config.Padding);
        bn2 = ChannelNorm.Create(config.Normalisation, outWidth);
        dropout2 = Dropout(config.Dropout);
        skip_connection = CreateSkip(inWidth, outWidth, stride);

        register_module("conv1", _first.Module);
        register_module(nameof(bn1), bn1);
        register_module(nameof(dropout1), dropout1);
        register_module("conv2", _second.Module);
        register_module(nameof(bn2), bn2);
        register_module(nameof(dropout2), dropout2);
        if (skip_connection is not null)
        {
            register_module(nameof(skip_connection), skip_connection);
        }
    }

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var h = NormActivation.Apply(_first.Apply(x), bn1, _activation, dropout1);
        var sum = _second.Apply(h).add_(skip_connection is null ? y : skip_connection.call(y));
        var next = NormActivation.Apply(sum, bn2, _activation, dropout2);
        return (next.MoveToOuterDisposeScope(), sum.MoveToOuterDisposeScope());
    }

    private static Sequential? CreateSkip(int inWidth, int outWidth, int stride)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        if (stride > 1)
        {
            layers.Add(MaxPool1d(stride, stride: stride, ceil_mode: true));
        }

        if (inWidth != outWidth)
        {
            layers.Add(Conv1d(inWidth, outWidth, 1, bias: false));
        }

        return layers.Count > 0 ? Sequential(layers) : null;
    }
}
