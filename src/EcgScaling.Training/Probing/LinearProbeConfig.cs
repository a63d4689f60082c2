namespace EcgScaling.Training.Probing;

/// <summary>A logistic regression on frozen features. The problem is convex and solved to its optimum, so the result has no learning rate or epoch count.</summary>
public sealed record LinearProbeConfig
{
    /// <summary>Half of this times the squared norm of the weights, on standardised features, is added to the mean cross-entropy.</summary>
    /// <value>Default: 1e-3.</value>
    public double Ridge { get; init; } = 1e-3;

    /// <summary>The ridge of the intercept as a share of <see cref="Ridge"/>: enough for labels that never occur, too little to be seen elsewhere.</summary>
    /// <value>Default: 1e-3.</value>
    public double InterceptShare { get; init; } = 1e-3;

    /// <summary>The norm of the gradient at which the optimum counts as reached.</summary>
    /// <value>Default: 1e-8.</value>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Newton steps at most.</summary>
    /// <value>Default: 100; some ten are usual.</value>
    public int MaximumIterations { get; init; } = 100;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!(Ridge > 0 && double.IsFinite(Ridge)))
        {
            problems.Add($"Ridge is {Ridge}; it is positive, since labels that features separate have no finite optimum without it.");
        }

        if (InterceptShare is not (> 0 and <= 1))
        {
            problems.Add($"InterceptShare is {InterceptShare}; it is positive and at most 1, usually 1e-3.");
        }

        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
        {
            problems.Add($"Tolerance is {Tolerance}; it is positive, for example 1e-8.");
        }

        if (MaximumIterations < 1)
        {
            problems.Add($"MaximumIterations is {MaximumIterations}; it is at least 1.");
        }

        SpecException.ThrowIfAny(nameof(LinearProbeConfig), problems);
    }
}
