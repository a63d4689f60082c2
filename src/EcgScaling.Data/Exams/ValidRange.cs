namespace EcgScaling.Data;

/// <summary>
/// The samples of a tracing that were recorded; the rest is padding. In CODE the length of the padding predicts labels, so crops and models
/// can be told to look only inside.
/// </summary>
/// <param name="Start">The first recorded sample.</param>
/// <param name="Length">How many samples were recorded.</param>
public readonly record struct ValidRange(int Start, int Length)
{
    /// <summary>The sample after the last recorded one.</summary>
    public int End => Start + Length;

    /// <summary>A range that covers a whole tracing.</summary>
    public static ValidRange All(int samples) => new(0, samples);

    /// <summary>Writes 1 for recorded samples and 0 for padding.</summary>
    /// <param name="mask">Shape <c>(sample)</c>.</param>
    public void WriteMask(Span<float> mask)
    {
        mask.Clear();
        var start = Math.Clamp(Start, 0, mask.Length);
        mask[start..Math.Clamp(End, start, mask.Length)].Fill(1);
    }
}
