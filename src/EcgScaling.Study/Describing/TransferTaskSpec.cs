using System.Collections.Immutable;
using EcgScaling.Data.Splitting;

namespace EcgScaling.Study.Describing;

/// <summary>
/// Something every pre-trained encoder is measured on: a linear probe on its frozen features, fitted on one part of a data set's patients and measured on the other.
/// Labels that some supervised arm of the study trains on are <em>seen</em>, the others <em>unseen</em>; both losses are reported.
/// </summary>
public sealed record TransferTaskSpec
{
    /// <summary>The name in tables and figures: letters, digits, dots, dashes, underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Where the records come from.</summary>
    /// <remarks>A <see cref="TaskSourceSpec"/> also says which labels and exams, and divides them: <see cref="Split"/>, <see cref="SplitSeed"/> and <see cref="MinimumPositives"/> are not used then.</remarks>
    /// <value>Default: none, that is the study's own data: the probe is fitted on training records and measured in distribution, on the held-out ones.</value>
    public DataSourceSpec? Source { get; init; }

    /// <summary>The labels.</summary>
    /// <value>Default: empty, that is every label with <see cref="MinimumPositives"/> positives and negatives on both sides.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Labels that count as seen besides those that are found to mean what the study trains on.</summary>
    /// <value>Default: empty; labels of the same name, and of the same meaning in a known vocabulary (CODE, SCP, SNOMED, AHA, CinC, LUDB), are found.</value>
    public ImmutableArray<string> AlsoSeen { get; init; } = [];

    /// <summary>The share of the patients that is measured; the probe is fitted on the rest.</summary>
    /// <value>Default: test 0.5, validation 0.</value>
    public SplitFractions Split { get; init; } = new() { Test = 0.5, Validation = 0 };

    /// <summary>The seed of the split.</summary>
    /// <value>Default: 1.</value>
    public ulong SplitSeed { get; init; } = 1;

    /// <summary>At most this many records fit the probe.</summary>
    /// <value>Default: none, that is all of that side.</value>
    public int? FitRecords { get; init; }

    /// <summary>At most this many records are measured.</summary>
    /// <value>Default: none, that is all of that side.</value>
    public int? MeasureRecords { get; init; }

    /// <summary>Labels with fewer positives, or fewer negatives, on either side are left out unless <see cref="Labels"/> names them.</summary>
    /// <value>Default: 10.</value>
    public int MinimumPositives { get; init; } = 10;

    /// <summary>The ridges to choose from, by cross-validation over patients of the fitting side; see <c>LinearProbeConfig.Ridge</c>.</summary>
    /// <value>Default: 0.001, 0.01, 0.1 and 1.</value>
    public ImmutableArray<double> Ridges { get; init; } = [1e-3, 1e-2, 1e-1, 1];

    internal void Validate(List<string> problems)
    {
        var name = $"Transfer '{Name}'";
        if (Name.Length is 0 or > 60 || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') || Name == "held-out")
        {
            problems.Add($"{name}: a name has 1 to 60 letters, digits, dots, dashes and underscores, and is not 'held-out', the study's own set.");
        }

        if (Source is DeclaredSourceSpec)
        {
            problems.Add($"{name}: its records are only declared; a task needs records, or leave it out until they are there.");
        }
        else
        {
            var own = new List<string>();
            Source?.Validate(own);
            problems.AddRange(own.Select(problem => $"{name}: {problem.Replace("Data.Source", "Source", StringComparison.Ordinal)}"));
        }

        if (Source is not null && !(Split.Test > 0 && Split.Test < 1))
        {
            problems.Add(FormattableString.Invariant($"{name}: Split.Test is {Split.Test}; it is the share that is measured, in (0, 1), usually 0.5."));
        }

        if (FitRecords < 10 || MeasureRecords < 10)
        {
            problems.Add($"{name}: FitRecords is {FitRecords} and MeasureRecords {MeasureRecords}; each is at least 10, or null for all.");
        }

        if (Source is TaskSourceSpec && MeasureRecords is not null)
        {
            problems.Add($"{name}: MeasureRecords is {MeasureRecords}; a ready task is measured on all exams that it reports.");
        }

        if (MinimumPositives < 1)
        {
            problems.Add($"{name}: MinimumPositives is {MinimumPositives}; it is at least 1, usually 10.");
        }

        if (Labels.Distinct(StringComparer.Ordinal).Count() != Labels.Length)
        {
            problems.Add($"{name}: Labels are {string.Join(", ", Labels)}; each may occur once.");
        }

        if (Ridges.IsDefaultOrEmpty || Ridges.Any(ridge => !(ridge > 0 && double.IsFinite(ridge))))
        {
            problems.Add($"{name}: Ridges are {string.Join(", ", Ridges.IsDefault ? [] : Ridges)}; give at least one, all positive.");
        }
    }
}
