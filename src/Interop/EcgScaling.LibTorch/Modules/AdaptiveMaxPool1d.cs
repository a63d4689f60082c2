using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Maximum over as many windows as the output shall have samples.</summary>
public sealed class AdaptiveMaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    private long[] _size;

    internal AdaptiveMaxPool1d(long output_size) : base(nameof(AdaptiveMaxPool1d)) => _size = [output_size];

    /// <summary>Samples of the output.</summary>
    public long output_size
    {
        get => _size[0];
        set => _size = [value];
    }

    /// <summary>Pools.</summary>
    /// <param name="input"><c>(batch, channel, sample)</c>.</param>
    /// <returns><c>(batch, channel, output_size)</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        var both = Ops.AdaptiveMaxPool1d.Tensors(input, _size);
        both[1].Dispose();
        return both[0];
    }
}
