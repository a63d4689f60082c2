namespace EcgScaling.Data.Synthetic;

/// <summary>What a synthetic source generates. Exam k depends on the seed, the site and k alone, so a larger <see cref="Count"/> only adds exams.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The number of exams.</summary>
    /// <value>Default: 10,000.</value>
    public int Count { get; init; } = 10_000;

    /// <summary>The seed.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Where the exams come from.</summary>
    /// <value>Default: <see cref="SyntheticSite.Telehealth"/>.</value>
    public SyntheticSite Site { get; init; } = SyntheticSite.Telehealth;

    /// <summary>The leads; any of the standard twelve.</summary>
    /// <value>Default: all twelve.</value>
    public LeadSet Leads { get; init; } = LeadSet.Twelve;

    /// <summary>The sample rate. Lower rates cost less: the device's band is narrowed to fit.</summary>
    /// <value>Default: 400 Hz.</value>
    public SampleRate Rate { get; init; } = SampleRate.Code;

    /// <summary>Samples of each lead.</summary>
    /// <value>Default: 4096.</value>
    public int Samples { get; init; } = 4096;

    /// <summary>The chance that one label of an exam is read wrongly, as human readers do.</summary>
    /// <value>Default: 0.002 for each label.</value>
    public double LabelNoise { get; init; } = 0.002;

    /// <summary>Throws, listing every problem, unless exams can be made.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Count < 0)
        {
            problems.Add($"{nameof(Count)} is negative.");
        }

        if (Samples is < 8 or > 1_000_000)
        {
            problems.Add(FormattableString.Invariant($"{nameof(Samples)} is {Samples}; allowed is 8 to 1,000,000."));
        }

        if (Rate.Hertz is not (>= 25 and <= 10_000))
        {
            problems.Add(FormattableString.Invariant($"{nameof(Rate)} is {Rate.Hertz} Hz; allowed is 25 to 10,000."));
        }

        if (!(LabelNoise >= 0 && LabelNoise <= 0.5))
        {
            problems.Add(FormattableString.Invariant($"{nameof(LabelNoise)} is {LabelNoise}; allowed is 0 to 0.5."));
        }

        problems.AddRange(Leads.Where(lead => !lead.IsStandard).Select(lead => $"Lead {lead} is not one of the standard twelve."));
        SpecException.ThrowIfAny(nameof(SyntheticOptions), problems);
        Site.Validate();
    }
}
