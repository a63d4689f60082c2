namespace EcgScaling.Laws.Results;

/// <summary>The evidence that a fit is at its optimum.</summary>
public sealed record FitCertificate
{
    /// <summary>Whether the minimiser stopped because nothing was left to gain, the start was left behind and the second opinion agrees.</summary>
    public required bool Passed { get; init; }

    /// <summary>Whether the minimiser itself reports convergence.</summary>
    public required bool Converged { get; init; }

    /// <summary>The length of the projected gradient in the metric of the problem, relative to the objective; 0 at an exact minimum.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The improvement that the quadratic model still promises, relative to the objective.</summary>
    public required double PromisedImprovement { get; init; }

    /// <summary>The condition number of the information matrix in centred coordinates with unit diagonal; infinite where a direction has no information.</summary>
    public required double ConditionNumber { get; init; }

    /// <summary>How many starts were followed.</summary>
    public required int Starts { get; init; }

    /// <summary>How many of them reached the best minimum.</summary>
    public required int StartsAtBest { get; init; }

    /// <summary>The objectives of the distinct minima found, best first.</summary>
    public required IReadOnlyList<double> DistinctMinima { get; init; }

    /// <summary>Whether the parameters moved away from the start.</summary>
    public required bool MovedFromStart { get; init; }

    /// <summary>The parameters that stopped at a bound.</summary>
    public required IReadOnlyList<string> ActiveBounds { get; init; }

    /// <summary>The second minimiser's result; null where none was asked for.</summary>
    public SecondOpinion? SecondOpinion { get; init; }

    /// <summary>Evaluations of objective and gradient over all starts.</summary>
    public required int Evaluations { get; init; }
}
