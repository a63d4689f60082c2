using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Mean over as many windows as the output shall have samples.</summary>
public sealed class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    private long[] _size;

    internal AdaptiveAvgPool1d(long output_size) : base(nameof(AdaptiveAvgPool1d)) => _size = [output_size];

    /// <summary>Samples of the output.</summary>
    public long output_size
    {
        get => _size[0];
        set => _size = [value];
    }

    /// <summary>Pools.</summary>
    /// <param name="input"><c>(batch, channel, sample)</c>.</param>
    /// <returns><c>(batch, channel, output_size)</c>.</returns>
    public override Tensor forward(Tensor input) => Ops.AdaptiveAvgPool1d.Tensor(input, _size);
}
