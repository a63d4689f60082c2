using EcgScaling.Data;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Masked;

/// <summary>Which patches of each exam are hidden, and which hidden ones count: those that lie wholly inside the recorded samples.</summary>
internal sealed class PatchMask
{
    private readonly long[] _hidden;
    private readonly long[] _visible;
    private readonly float[] _counted;
    private readonly int _batch;
    private readonly int _patches;

    private PatchMask(int batch, int patches, int hiddenCount)
    {
        (_batch, _patches, HiddenCount) = (batch, patches, hiddenCount);
        _hidden = new long[batch * hiddenCount];
        _visible = new long[batch * (patches - hiddenCount)];
        _counted = new float[batch * hiddenCount];
    }

    /// <summary>Hidden patches of each exam; the same number for all, so that a batch stays a rectangle.</summary>
    public int HiddenCount { get; }

    /// <summary>Draws the masks of a batch.</summary>
    /// <param name="batch">The exams.</param>
    /// <param name="context">Gives each exam its stream.</param>
    /// <param name="windows">The time window of each patch.</param>
    /// <param name="windowSamples">Samples of a window.</param>
    /// <param name="ratio">The part to hide.</param>
    /// <param name="blockLength">Patches in a run; 1 for single ones.</param>
    public static PatchMask Draw(TensorBatch batch, LossContext context, IReadOnlyList<int> windows, int windowSamples, double ratio, int blockLength)
    {
        var patches = windows.Count;
        var count = Math.Clamp((int)Math.Round(ratio * patches), 1, patches - 1);
        var mask = new PatchMask(batch.Size, patches, count);
        var isHidden = new bool[patches];
        var order = new int[patches];
        for (var exam = 0; exam < batch.Size; exam++)
        {
            Hide(isHidden, order, windows, count, blockLength, context.Stream("mask", batch.Indices.Span[exam]));
            mask.Write(exam, isHidden, windows, windowSamples, batch.Valid.Span[exam]);
        }

        return mask;
    }

    /// <summary>The mask as tensors.</summary>
    public HiddenPatches On(Device device) => new(
        tensor(_hidden, [_batch, HiddenCount], device: device),
        tensor(_visible, [_batch, _patches - HiddenCount], device: device),
        tensor(_counted, [_batch, HiddenCount], device: device));

    /// <summary>Whether a hidden patch of an exam counts, for reading results.</summary>
    public bool AnyCounted(int exam) => _counted.AsSpan(exam * HiddenCount, HiddenCount).Contains(1f);

    private static void Hide(bool[] isHidden, int[] order, IReadOnlyList<int> windows, int count, int blockLength, RandomStream stream)
    {
        Array.Clear(isHidden);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        stream.Shuffle<int>(order);
        var hidden = 0;
        // Starts are taken in random order without repeats, so the wanted number is always reached.
        foreach (var start in order)
        {
            for (var patch = start; patch < Math.Min(order.Length, start + blockLength) && hidden < count; patch++)
            {
                var sameLead = windows[patch] - windows[start] == patch - start;
                if (sameLead && !isHidden[patch])
                {
                    isHidden[patch] = true;
                    hidden++;
                }
            }

            if (hidden == count)
            {
                return;
            }
        }
    }

    private void Write(int exam, bool[] isHidden, IReadOnlyList<int> windows, int windowSamples, ValidRange valid)
    {
        var (hidden, visible) = (exam * HiddenCount, exam * (_patches - HiddenCount));
        for (var patch = 0; patch < _patches; patch++)
        {
            if (isHidden[patch])
            {
                var first = windows[patch] * windowSamples;
                _counted[hidden] = first >= valid.Start && first + windowSamples <= valid.End ? 1 : 0;
                _hidden[hidden++] = patch;
            }
            else
            {
                _visible[visible++] = patch;
            }
        }
    }
}
