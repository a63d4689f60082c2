using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.LossToLoss;

/// <summary>How a loss-to-loss law is fitted.</summary>
public sealed record LossToLossOptions
{
    /// <summary>E_x, where it is known.</summary>
    /// <value>null: from the law of x, where sizes and data are given; else fitted</value>
    public double? AsymptoteX { get; init; }

    /// <summary>E_y, where it is known.</summary>
    /// <value>null: from the law of y, where sizes and data are given; else fitted</value>
    public double? AsymptoteY { get; init; }

    /// <summary>The law of N and D that supplies the asymptotes; kappa depends on it.</summary>
    /// <value><see cref="LawForms.Chinchilla"/></value>
    public LawForm AsymptoteForm { get; init; } = LawForms.Chinchilla;

    /// <summary>The objective of the asymptote laws and of the map.</summary>
    /// <value><see cref="FitObjective.Default"/></value>
    public FitObjective Objective { get; init; } = FitObjective.Default;

    /// <summary>The variance of the log error of x relative to that of y; above zero, the map is fitted by orthogonal regression.</summary>
    /// <value>0: x is taken as exact</value>
    public double ErrorRatio { get; init; }

    /// <summary>Resamples in which the asymptotes and the map are refitted together.</summary>
    /// <value>1000</value>
    public int Replicates { get; init; } = 1000;

    /// <summary>The seed.</summary>
    /// <value>0</value>
    public ulong Seed { get; init; }

    /// <summary>The nominal coverage.</summary>
    /// <value>0.95</value>
    public double Level { get; init; } = 0.95;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!(ErrorRatio >= 0) || double.IsInfinity(ErrorRatio))
        {
            problems.Add($"ErrorRatio is {ErrorRatio}; allowed: zero or more.");
        }

        if (Replicates < 0)
        {
            problems.Add($"Replicates is {Replicates}; allowed: zero or more.");
        }

        SpecException.ThrowIfAny(nameof(LossToLossOptions), problems);
    }
}
