namespace EcgScaling.Models;

/// <summary>Zeros to put around a signal so that a strided convolution yields ceil(length / stride) steps.</summary>
/// <param name="Left">Zeros before the first sample.</param>
/// <param name="Right">Zeros after the last one.</param>
/// <param name="IsSymmetric">Whether the convolution's own padding of <paramref name="Left"/> on both sides gives the same result, so that no padded copy is needed.</param>
internal readonly record struct LengthPlan(long Left, long Right, bool IsSymmetric)
{
    internal static LengthPlan Of(long length, long kernel, long stride, PaddingStyle style)
    {
        var rows = CeilingOf(length, stride);
        var total = Math.Max(0, ((rows - 1) * stride) + kernel - length);
        var left = style == PaddingStyle.Same ? total / 2 : Math.Min(total, Math.Max(0, (kernel - stride + 1) / 2));
        var padded = length + (2 * left) - kernel;
        return new LengthPlan(left, total - left, padded >= 0 && (padded / stride) + 1 == rows);
    }

    /// <summary>The cost of such a convolution; a padded copy, where one is needed, is kept in the place of the input.</summary>
    internal static ShapedValue Count(OperatorTally tally, ShapedValue x, int width, int kernel, int stride, PaddingStyle style, bool bias = false)
    {
        var plan = Of(x.Rows, kernel, stride, style);
        var read = plan.IsSymmetric ? x : new ShapedValue(x.Rows + plan.Left + plan.Right, x.Features, x.NeedsGradient);
        return tally.Conv1d(read, width, kernel, CeilingOf(x.Rows, stride), bias: bias);
    }

    internal static int CeilingOf(int length, int stride) => (int)CeilingOf((long)length, stride);

    internal static long CeilingOf(long length, long stride) => (length + stride - 1) / stride;
}
