namespace EcgScaling.Laws.Rendering;

internal static class LogSpace
{
    /// <summary>Values in equal ratios from one end to the other, both exactly.</summary>
    public static double[] Of(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? to : from * Math.Pow(to / from, i / (count - 1.0)))];
}
