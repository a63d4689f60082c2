using EcgScaling.Data.Synthetic;

namespace EcgScaling.Study.Describing;

/// <summary>Synthetic 12-lead ECGs, written as CODE-layout shards into the study's folder before the first trial.</summary>
public sealed record SyntheticSourceSpec : DataSourceSpec
{
    /// <summary>Exams.</summary>
    /// <value>Default: 10,000.</value>
    public int Exams { get; init; } = 10_000;

    /// <summary>The seed of the generator.</summary>
    /// <value>Default: 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the exams come from: the name of a <see cref="SyntheticSite"/>.</summary>
    /// <value>Default: <c>telehealth</c>, much as CODE's population.</value>
    public string Site { get; init; } = SyntheticSite.Telehealth.Name;

    /// <summary>The sample rate of the recordings.</summary>
    /// <value>Default: 400 Hz, as in the CODE shards.</value>
    public SampleRate Rate { get; init; } = SampleRate.Code;

    /// <summary>Samples of each lead.</summary>
    /// <value>Default: 4096.</value>
    public int Samples { get; init; } = 4096;

    /// <summary>Exams in one shard file.</summary>
    /// <value>Default: 5000.</value>
    public int ExamsPerShard { get; init; } = 5000;

    /// <summary>What the generator is asked for.</summary>
    /// <exception cref="ArgumentException">There is no such site.</exception>
    public SyntheticOptions ToOptions() => new()
    {
        Count = Exams,
        Seed = Seed,
        Site = SyntheticSite.Named(Site),
        Rate = Rate,
        Samples = Samples,
    };

    internal override void Validate(List<string> problems)
    {
        if (Exams < 1)
        {
            problems.Add($"Data.Source.Exams is {Exams}; it is at least 1, usually some thousands.");
        }

        if (ExamsPerShard < 1)
        {
            problems.Add($"Data.Source.ExamsPerShard is {ExamsPerShard}; it is at least 1.");
        }

        try
        {
            ToOptions().Validate();
        }
        catch (SpecException error)
        {
            problems.AddRange(error.Problems.Select(problem => $"Data.Source: {problem}"));
        }
        catch (ArgumentException error)
        {
            problems.Add($"Data.Source.Site: {error.Message}");
        }
    }
}
