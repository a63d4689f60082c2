using static TorchSharp.torch;

namespace EcgScaling.Training.Masked;

/// <summary>A mask on the device.</summary>
/// <param name="Hidden">Indices of the hidden patches, ascending, <c>(batch, hidden)</c>.</param>
/// <param name="Visible">Indices of the visible patches, ascending, <c>(batch, visible)</c>.</param>
/// <param name="Counted">1 for hidden patches that count, <c>(batch, hidden)</c>.</param>
internal sealed record HiddenPatches(Tensor Hidden, Tensor Visible, Tensor Counted)
{
    /// <summary>From <see cref="ToList"/>.</summary>
    public static HiddenPatches Of(IReadOnlyList<Tensor> tensors) => new(tensors[0], tensors[1], tensors[2]);

    /// <summary>The tensors, for a paradigm's preparation.</summary>
    public IReadOnlyList<Tensor> ToList() => [Hidden, Visible, Counted];

    /// <summary>1 for samples of hidden windows, <c>(batch, 1, sample)</c>; windows are patches here.</summary>
    public Tensor Samples(int windows, int windowSamples, int samples)
    {
        var hidden = Hidden.unsqueeze(-1).eq(arange(windows, dtype: ScalarType.Int64, device: Hidden.device)).to(ScalarType.Float32).sum(1);
        return hidden.unsqueeze(-1).expand(-1, -1, windowSamples).reshape(hidden.shape[0], 1, (long)windows * windowSamples).narrow(2, 0, samples);
    }
}
