using System.Collections.Immutable;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>One number that bears on a claim, with its interval: above the threshold it speaks for the claim, below against it.</summary>
public sealed record Finding
{
    /// <summary>Of whom or what: a group, or one group over another.</summary>
    public required string Subject { get; init; }

    /// <summary>What was computed.</summary>
    public required string Quantity { get; init; }

    /// <summary>The set whose loss it rests on.</summary>
    public string Set { get; init; } = "held-out";

    /// <summary>Which labels of the set.</summary>
    public LabelKnowledge Knowledge { get; init; } = LabelKnowledge.All;

    /// <summary>The estimate; NaN where there is none.</summary>
    public double Estimate { get; init; } = double.NaN;

    /// <summary>The lower end of the 95 % interval; minus infinity where the data set none, NaN without an estimate.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The upper end of the 95 % interval.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Where the claim's side begins.</summary>
    public required double Threshold { get; init; }

    /// <summary>What the 95 % interval says, this number alone.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>What the interval says when it is widened for the number of findings of the claim (Bonferroni).</summary>
    public Verdict Corrected { get; init; }

    /// <summary>The published number it stands beside, or null.</summary>
    public string? Paper { get; init; }

    /// <summary>How the interval lies to the published number, or null.</summary>
    public string? Agreement { get; init; }

    /// <summary>What must be known about it.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Why there is no estimate, or null.</summary>
    public string? Reason { get; init; }
}
