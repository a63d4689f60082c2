using EcgScaling.Laws.Efficiency;

namespace EcgScaling.Study.Results;

/// <summary>
/// How much less one group needs than another for the same loss. Our definition: parameter efficiency of a over b at loss l is N_b(l) / N_a(l) at
/// equal data; data efficiency is D_b(l) / D_a(l) at equal parameters. Both groups are fitted together.
/// </summary>
public sealed record EfficiencyEstimate
{
    /// <summary>What is saved: <see cref="LawKind.Size"/> parameters, <see cref="LawKind.Data"/> records.</summary>
    public required LawKind Kind { get; init; }

    /// <summary>The group that is asked about, a.</summary>
    public required string Numerator { get; init; }

    /// <summary>The group it is compared with, b.</summary>
    public required string Denominator { get; init; }

    /// <summary>The set whose loss is compared.</summary>
    public string Set { get; init; } = "held-out";

    /// <summary>Which labels of the set.</summary>
    public LabelKnowledge Knowledge { get; init; } = LabelKnowledge.All;

    /// <summary>The loss at which they are compared, the middle of those that both reached; NaN where there is none.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>The ratio; NaN where it is not resolved.</summary>
    public double Ratio { get; init; } = double.NaN;

    /// <summary>The lower end of its 95 % profile interval.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The upper end of its 95 % profile interval.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Whether these data resolve it.</summary>
    public bool Resolved => double.IsFinite(Ratio) && double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>The ratio as a function of the loss, with tests of whether it is one number; null where there is none.</summary>
    public EfficiencyResult? Curve { get; init; }

    /// <summary>Why it is not resolved, or null.</summary>
    public string? Reason { get; init; }
}
