namespace EcgScaling.Laws.Fitting;

/// <summary>How hard a fit looks for its optimum.</summary>
public sealed record FitOptions
{
    /// <summary>How many of the law's proposed starts are followed.</summary>
    /// <value>8</value>
    public int Starts { get; init; } = 8;

    /// <summary>Further starts in natural parameters, such as published values.</summary>
    /// <value>none</value>
    public IReadOnlyList<double[]> ExtraStarts { get; init; } = [];

    /// <summary>Only <see cref="ExtraStarts"/> are followed.</summary>
    /// <value>false</value>
    public bool OnlyExtraStarts { get; init; }

    /// <summary>Whether a second, independent minimiser checks the result.</summary>
    /// <value>true</value>
    public bool SecondOpinion { get; init; } = true;

    /// <summary>Parameters held at a value, by name.</summary>
    /// <value>none</value>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Other bounds for parameters, by name, in natural units.</summary>
    /// <value>none</value>
    public IReadOnlyDictionary<string, (double Lower, double Upper)> Bounds { get; init; } = new Dictionary<string, (double, double)>();

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Starts < 1)
        {
            problems.Add($"Starts is {Starts}; allowed: 1 or more.");
        }

        if (OnlyExtraStarts && ExtraStarts.Count == 0)
        {
            problems.Add("OnlyExtraStarts is set but ExtraStarts is empty; give at least one start.");
        }

        SpecException.ThrowIfAny(nameof(FitOptions), problems);
    }
}
