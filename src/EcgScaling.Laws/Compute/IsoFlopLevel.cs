namespace EcgScaling.Laws.Compute;

/// <summary>One compute level of an isoFLOP study with its minimum.</summary>
/// <param name="Compute">The level (geometric mean of its runs).</param>
/// <param name="N">The size at the minimum.</param>
/// <param name="Loss">The loss at the minimum.</param>
/// <param name="Runs">How many runs it has.</param>
/// <param name="AtEdge">Whether the minimum lies at the smallest or largest size, and is therefore dropped.</param>
public sealed record IsoFlopLevel(double Compute, double N, double Loss, int Runs, bool AtEdge)
{
    /// <summary>The number of the level among the data's, counted from the smallest budget.</summary>
    internal int Group { get; init; }
}
