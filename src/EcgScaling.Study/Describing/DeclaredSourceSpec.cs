using System.Collections.Immutable;

namespace EcgScaling.Study.Describing;

/// <summary>
/// Records that are not at hand: their numbers are enough to plan with, so that a study can be sized before access to the data is granted. It cannot run.
/// </summary>
public sealed record DeclaredSourceSpec : DataSourceSpec
{
    /// <summary>What the data set is called.</summary>
    public required string Name { get; init; }

    /// <summary>How many records it has.</summary>
    public required long Records { get; init; }

    /// <summary>How many patients they come from.</summary>
    public required long Patients { get; init; }

    /// <summary>The names of its labels.</summary>
    /// <value>Default: empty, not known.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The leads of its recordings.</summary>
    /// <value>Default: the standard twelve.</value>
    public LeadSet Leads { get; init; } = LeadSet.Twelve;

    /// <summary>Their sample rate.</summary>
    /// <value>Default: 400 Hz.</value>
    public SampleRate Rate { get; init; } = SampleRate.Code;

    /// <summary>Samples of each lead.</summary>
    /// <value>Default: 4096.</value>
    public int Samples { get; init; } = 4096;

    internal override void Validate(List<string> problems)
    {
        if (Records < 1 || Patients < 1 || Patients > Records)
        {
            problems.Add($"Data.Source declares {Records} records of {Patients} patients; both are at least 1 and there are no more patients than records.");
        }
    }
}
