using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

public sealed partial class EcgTransformerEncoder
{
    /// <inheritdoc/>
    public Tensor Patchify(Tensor input)
    {
        Require(input);
        using var scope = NewDisposeScope();
        var (leads, windows, size) = (Input.Leads.Count, Knobs.Windows, Knobs.PatchSize);
        var missing = ((long)windows * size) - Input.Samples;
        var cut = (missing > 0 ? functional.pad(input, (0L, missing)) : input).reshape(-1, leads, windows, size);
        return (Knobs.Patches == PatchStyle.PerLead
            ? cut.reshape(-1, PatchCount, size)
            : cut.transpose(1, 2).reshape(-1, windows, leads * (long)size)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Unpatchify(Tensor patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        var shape = patches.shape;
        if (shape.Length != 3 || shape[1] != PatchCount || shape[2] != PatchValues)
        {
            throw new ArgumentException($"Patches are (batch, patch, value) = (any, {PatchCount}, {PatchValues}), got ({string.Join(", ", shape)}).", nameof(patches));
        }

        using var scope = NewDisposeScope();
        var (leads, windows, size) = (Input.Leads.Count, Knobs.Windows, Knobs.PatchSize);
        var cut = Knobs.Patches == PatchStyle.PerLead ? patches : patches.reshape(-1, windows, leads, size).transpose(1, 2);
        return cut.reshape(-1, leads, windows * (long)size).narrow(2, 0, Input.Samples).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>True for each patch that holds at least one valid sample, <c>(batch, patch)</c>.</summary>
    private Tensor ValidPatches(Tensor validSamples)
    {
        if (validSamples.shape.Length != 1)
        {
            throw new ArgumentException($"Valid samples are one number for each tracing, (batch), got ({string.Join(", ", validSamples.shape)}).", nameof(validSamples));
        }

        var starts = arange(0, Knobs.Windows, dtype: ScalarType.Int64, device: validSamples.device) * Knobs.PatchSize;
        var valid = starts.unsqueeze(0).lt(validSamples.clamp(min: 1).unsqueeze(1));
        return Knobs.Patches == PatchStyle.PerLead ? valid.repeat(1, Input.Leads.Count) : valid;
    }

    /// <summary>True where a key may be attended, <c>(batch, 1, 1, token)</c>; the CLS token always may.</summary>
    private Tensor AttentionMask(Tensor keep)
    {
        var keys = cls_token is null ? keep : functional.pad(keep, (1L, 0L), value: 1);
        return keys.unsqueeze(1).unsqueeze(2);
    }

    private void RequireIndices(Tensor tokens, Tensor keepIndices)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(keepIndices);
        if (keepIndices.dtype != ScalarType.Int64 || keepIndices.shape.Length != 2 || tokens.shape.Length != 3 || keepIndices.shape[0] != tokens.shape[0])
        {
            throw new ArgumentException(
                $"Kept indices are 64-bit integers (batch, kept) for tokens (batch, {PatchCount}, {Knobs.Width}), got {keepIndices.dtype} ({string.Join(", ", keepIndices.shape)}) for tokens ({string.Join(", ", tokens.shape)}).",
                nameof(keepIndices));
        }
    }
}
