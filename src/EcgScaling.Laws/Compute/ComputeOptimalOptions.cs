using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Compute;

/// <summary>How the three approaches are run.</summary>
public sealed record ComputeOptimalOptions
{
    /// <summary>The compute model.</summary>
    /// <value>null: fitted to the measured compute where the data have it, else 6·N·D</value>
    public ComputeModel? Compute { get; init; }

    /// <summary>The budget for which N* is reported.</summary>
    /// <value>NaN: the largest observed</value>
    public double Target { get; init; } = double.NaN;

    /// <summary>How isoFLOP minima are found.</summary>
    /// <value><see cref="IsoFlopMethod.Parabola"/></value>
    public IsoFlopMethod Method { get; init; } = IsoFlopMethod.Parabola;

    /// <summary>Whether isoFLOP minima are weighted by the inverse variance of their logarithm over the resamples when the trend is fitted.</summary>
    /// <value>false</value>
    public bool WeightByVariance { get; init; }

    /// <summary>Budgets whose logarithms differ by no more than this, one after the other, are one level.</summary>
    /// <value>0.1</value>
    public double LevelTolerance { get; init; } = 0.1;

    /// <summary>The law of approach 3.</summary>
    /// <value><see cref="LawForms.Chinchilla"/></value>
    public LawForm Form { get; init; } = LawForms.Chinchilla;

    /// <summary>The objective of approach 3.</summary>
    /// <value><see cref="FitObjective.Default"/></value>
    public FitObjective Objective { get; init; } = FitObjective.Default;

    /// <summary>Resamples shared by all approaches.</summary>
    /// <value>500</value>
    public int Replicates { get; init; } = 500;

    /// <summary>The seed.</summary>
    /// <value>0</value>
    public ulong Seed { get; init; }

    /// <summary>The nominal coverage.</summary>
    /// <value>0.95</value>
    public double Level { get; init; } = 0.95;

    /// <summary>Porian et al. (arXiv 2406.19146): Akima's minima, edge optima dropped, weighted log-log regression.</summary>
    public static ComputeOptimalOptions Porian { get; } = new() { Method = IsoFlopMethod.Akima, WeightByVariance = true };
}
