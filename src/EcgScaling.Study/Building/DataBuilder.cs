using System.Collections.Immutable;
using EcgScaling.Data.Splitting;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Building;

/// <summary>The words for a study's data. Immutable: each returns a new one.</summary>
public sealed record DataBuilder
{
    internal DataBuilder(DataSpec spec) => Spec = spec;

    /// <summary>What has been said so far.</summary>
    public DataSpec Spec { get; private init; }

    /// <summary>Synthetic 12-lead ECGs, written as CODE-layout shards into the study's folder.</summary>
    /// <param name="exams">How many.</param>
    /// <param name="seed">The generator's seed.</param>
    /// <param name="rate">The sample rate of the recordings; null for 400 Hz as in the CODE shards.</param>
    /// <param name="samples">Samples of each lead.</param>
    public DataBuilder Synthetic(int exams = 10_000, ulong seed = 1, SampleRate? rate = null, int samples = 4096) =>
        From(new SyntheticSourceSpec { Exams = exams, Seed = seed, Rate = rate ?? SampleRate.Code, Samples = samples });

    /// <summary>Records in a folder: CODE shards, PTB-XL, WFDB records, ...; the layout is recognised.</summary>
    public DataBuilder Folder(string path) => From(new FolderSourceSpec { Path = path });

    /// <summary>Records that are not at hand yet, to plan with.</summary>
    public DataBuilder Declared(string name, long records, long patients) => From(new DeclaredSourceSpec { Name = name, Records = records, Patients = patients });

    /// <summary>Any source.</summary>
    public DataBuilder From(DataSourceSpec source) => new(Spec with { Source = source });

    /// <summary>The pipeline that brings every recording to what the models eat, for example <c>resample(100)|leads(8)|crop(1024)</c>.</summary>
    public DataBuilder Preprocess(string pipeline) => new(Spec with { Preprocessing = pipeline });

    /// <summary>Which share of the patients is held out for the reported loss, and which validates.</summary>
    public DataBuilder HoldOut(double test = 0.1, double validation = 0, ulong seed = 1) =>
        new(Spec with { Split = new SplitFractions { Test = test, Validation = validation }, SplitSeed = seed });

    /// <summary>The data axis as numbers of training records.</summary>
    public DataBuilder Sizes(params ReadOnlySpan<long> records) => Sizes(records.ToArray().Select(DataSize.Records).ToImmutableArray());

    /// <summary>The data axis.</summary>
    public DataBuilder Sizes(ImmutableArray<DataSize> sizes) => new(Spec with { Sizes = sizes });

    /// <summary>
    /// Makes the data sizes parts of one single pass, so that all of them share the constant part of one run; needs a <c>wsd</c> schedule with <c>WarmUpSteps</c> and 1 epoch.
    /// </summary>
    public DataBuilder Branching() => new(Spec with { Axis = DataAxis.Branches });

    /// <summary>The data axis as parts of all training records, each in (0, 1].</summary>
    public DataBuilder Fractions(params ReadOnlySpan<double> parts) => Sizes(parts.ToArray().Select(DataSize.Fraction).ToImmutableArray());
}
