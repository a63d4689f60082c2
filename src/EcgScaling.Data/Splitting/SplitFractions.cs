namespace EcgScaling.Data.Splitting;

/// <summary>Which share of the patients goes to which side; the rest trains.</summary>
public sealed record SplitFractions
{
    /// <summary>The share of patients that choose hyper-parameters and stop training.</summary>
    /// <value>Default: 0.1.</value>
    public double Validation { get; init; } = 0.1;

    /// <summary>The share of patients that give the reported loss.</summary>
    /// <value>Default: 0.1.</value>
    public double Test { get; init; } = 0.1;

    /// <summary>Throws unless both are shares that leave patients to train on.</summary>
    /// <exception cref="SpecException">A fraction is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!(Validation >= 0 && Test >= 0 && Validation + Test < 1))
        {
            problems.Add(FormattableString.Invariant($"{nameof(Validation)} is {Validation} and {nameof(Test)} {Test}; both at least 0, together below 1."));
        }

        SpecException.ThrowIfAny(nameof(SplitFractions), problems);
    }
}
