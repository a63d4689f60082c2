using System.Collections.Immutable;
using EcgScaling.Data.Splitting;

namespace EcgScaling.Study.Describing;

/// <summary>The records of a study: where they come from, how they are prepared and divided, and how many of them models are trained on.</summary>
public sealed record DataSpec
{
    /// <summary>Where the records come from.</summary>
    /// <value>Default: synthetic 12-lead ECGs.</value>
    public DataSourceSpec Source { get; init; } = new SyntheticSourceSpec();

    /// <summary>
    /// The pipeline that brings every recording to what the models eat, for example <c>resample(100)|leads(8)|crop(1024)</c>; leads, rate and length of the
    /// models' input follow from it.
    /// </summary>
    /// <value>Default: empty, recordings are taken as they are.</value>
    public string Preprocessing { get; init; } = string.Empty;

    /// <summary>Which share of the patients validates, and which is held out for the reported loss.</summary>
    public SplitFractions Split { get; init; } = new();

    /// <summary>The seed of the split and of the nested training subsets, the same for all trials.</summary>
    /// <value>Default: 1.</value>
    public ulong SplitSeed { get; init; } = 1;

    /// <summary>The data axis: how many training records, or which parts of them. Smaller subsets lie inside larger ones.</summary>
    /// <value>Default: all of them.</value>
    public ImmutableArray<DataSize> Sizes { get; init; } = [DataSize.All];

    /// <summary>Whether data sizes are subsets, each with a run of its own, or parts of one pass that share a run.</summary>
    /// <value>Default: <see cref="DataAxis.Subsets"/>.</value>
    public DataAxis Axis { get; init; } = DataAxis.Subsets;

    /// <summary>At most this many held-out records are measured, the same for every trial.</summary>
    /// <value>Default: none, that is all.</value>
    public int? HeldOutRecords { get; init; }
}
