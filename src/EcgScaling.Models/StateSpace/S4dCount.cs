using System.Numerics;

namespace EcgScaling.Models;

/// <summary>The cost of one state-space block.</summary>
internal static class S4dCount
{
    internal static ShapedValue Block(OperatorTally tally, ShapedValue x, S4dConfig config)
    {
        var (rows, width) = (x.Rows, x.Features);
        var u = tally.LayerNorm(x);
        var y = StateSpace(tally, u, config);
        y = tally.Dropout(tally.Activate(y, config.Activation), config.Dropout);
        var gated = tally.Linear(y, 2 * width);
        tally.Keep(gated);
        tally.Keep(OperatorTally.Value(rows, width)); // the gate
        tally.Dropout(OperatorTally.Value(rows, width), config.Dropout);
        return OperatorTally.Value(rows, width);
    }

    /// <summary>FLOPs of a real Fourier transform of length n, 2.5 n log2 n.</summary>
    internal static long FourierFlops(long length) => (long)(2.5 * length * Math.Log2(length));

    /// <summary>The length of the transforms: the first power of two that holds the signal and its longest echo.</summary>
    internal static long FourierLength(long rows) => (long)BitOperations.RoundUpToPowerOf2((ulong)(2 * rows));

    private static ShapedValue StateSpace(OperatorTally tally, ShapedValue u, S4dConfig config)
    {
        var (rows, width) = (u.Rows, u.Features);
        long modes = config.Modes, directions = config.Directions;
        tally.Parameters(width + (2 * width * modes) + (2 * directions * width * modes) + width);
        var transform = FourierFlops(FourierLength(rows));

        // The kernel is made once a batch: its modes summed over time, then transformed.
        var modeSum = 2 * width * directions * 2 * modes * rows;
        tally.FlopsPerBatch(modeSum + (width * transform), (2 * modeSum) + (2 * width * transform));
        KeepKernel(tally, rows, width, modes, directions);

        // Signal forth, product back; a complex transform, as the gradients take, counts twice a real one.
        tally.Flops(2 * width * transform, 3 * width * transform);
        tally.Keep(u);
        tally.KeepBytes(sizeof(float) * FourierFloats(rows) * width);
        return OperatorTally.Value(rows, width);
    }

    /// <summary>What a transform keeps of one channel: the padded signal and its complex spectrum.</summary>
    private static long FourierFloats(long rows) => FourierLength(rows) + (2 * ((FourierLength(rows) / 2) + 1));

    /// <summary>Four grids over channel, mode and time, the joined waves of two more, some numbers of each mode, the transformed kernel.</summary>
    private static void KeepKernel(OperatorTally tally, long rows, long width, long modes, long directions)
    {
        var floats = (6 * width * modes * rows) + ((15 + (2 * directions)) * width * modes) + (FourierFloats(rows) * width);
        tally.KeepBytesPerBatch(sizeof(float) * floats);
    }
}
