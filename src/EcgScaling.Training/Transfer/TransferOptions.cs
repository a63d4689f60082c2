using System.Collections.Immutable;
using EcgScaling.Data.Terminology;
using EcgScaling.Training.Confounds;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Transfer;

/// <summary>How tasks are tried, apart from the protocol.</summary>
public sealed record TransferOptions
{
    /// <summary>Where extracted features are kept, so that a second protocol or task on the same exams does not run the encoder again.</summary>
    /// <value>Default: null, a folder that is deleted afterwards.</value>
    public string? CacheFolder { get; init; }

    /// <summary>Bootstrap draws over patients, their seed and the kind of intervals.</summary>
    public MetricOptions Metrics { get; init; } = new();

    /// <summary>How labels are looked for that give themselves away by length, padding, amplitude or source of the recordings, see <see cref="ConfoundCheck"/>.</summary>
    /// <value>Default: its own defaults; null does not look.</value>
    public ConfoundOptions? Confounds { get; init; } = new();

    /// <summary>The labels against which seen and unseen are told apart.</summary>
    /// <value>
    /// Default: null, the labels the encoder was pre-trained on. Give those of the supervised arm for every arm of a study, so that self-supervised encoders, to
    /// which every label is unseen, are compared on the same labels.
    /// </value>
    public ImmutableArray<string>? SeenLabels { get; init; }

    /// <summary>What <see cref="SeenLabels"/> are written in; null finds out.</summary>
    public LabelVocabulary? SeenVocabulary { get; init; }

    /// <summary>Decides orders, initial heads and draws of labels.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Exams per forward pass when features are extracted.</summary>
    /// <value>Default: 128.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>The device of the encoder: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <value>Default: <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (BatchSize < 1)
        {
            problems.Add($"BatchSize is {BatchSize}; it is at least 1, usually 128.");
        }

        if (Device != "cpu" && !Device.StartsWith("cuda", StringComparison.Ordinal))
        {
            problems.Add($"Device is '{Device}'; it is cpu, cuda or cuda:1.");
        }

        SpecException.ThrowIfAny(nameof(TransferOptions), problems);
        Metrics.Validate();
        Confounds?.Validate();
    }
}
