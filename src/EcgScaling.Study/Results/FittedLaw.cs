using System.Collections.Immutable;
using EcgScaling.Laws;
using EcgScaling.Laws.Results;

namespace EcgScaling.Study.Results;

/// <summary>A scaling law of one group of trials: fitted, with intervals and warnings, or not fitted, with the reason.</summary>
public sealed record FittedLaw
{
    /// <summary>The trials.</summary>
    public required TrialGroup Group { get; init; }

    /// <summary>Which way of the design it follows.</summary>
    public required LawKind Kind { get; init; }

    /// <summary>The number of records (for L(N)) or of parameters (for L(D)) that is held; NaN for L(N, D).</summary>
    public double Held { get; init; } = double.NaN;

    /// <summary>The points it rests on.</summary>
    public required ImmutableArray<ScalingPoint> Points { get; init; }

    /// <summary>The fit, or null where there is none.</summary>
    public LawFit? Fit { get; init; }

    /// <summary>Its parameters with 95 % intervals.</summary>
    public ImmutableArray<ParameterEstimate> Parameters { get; init; } = [];

    /// <summary>Why there is no fit, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What a reader of the numbers must know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>A parameter by name, or null.</summary>
    public ParameterEstimate? this[string name] => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
