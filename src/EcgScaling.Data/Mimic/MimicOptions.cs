using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Mimic;

/// <summary>How MIMIC-IV-ECG is read and what its labels are.</summary>
public sealed record MimicOptions
{
    /// <summary>How the records are read.</summary>
    /// <value>Default: checksums verified, bad records quarantined.</value>
    public WfdbOptions Records { get; init; } = new();

    /// <summary>Whether the machine's intervals and axes are labels; see <see cref="MachineMeasurement.LabelNames"/>.</summary>
    /// <value>Default: null, where there is no table of diagnoses to give labels.</value>
    public bool? Measurements { get; init; }

    /// <summary>The table of ICD-10 diagnoses (MIMIC-IV-ECG-Ext-ICD), a path; relative ones from the data set's folder. It also gives age, sex and fold. Empty takes none.</summary>
    /// <value>Default: <c>records_w_diag_icd10.csv</c>, where it is there.</value>
    public string IcdTable { get; init; } = "records_w_diag_icd10.csv";

    /// <summary>The column of the ICD table with the diagnoses.</summary>
    /// <value>Default: <c>all_diag_all</c>, of emergency department and hospital.</value>
    public string IcdColumn { get; init; } = "all_diag_all";

    /// <summary>Characters of a code that are kept, 3 to 7.</summary>
    /// <value>Default: 5.</value>
    public int IcdCharacters { get; init; } = 5;

    /// <summary>Whether a code also counts as its broader codes, <c>I4891</c> as <c>I489</c> and <c>I48</c>.</summary>
    /// <value>Default: true.</value>
    public bool IcdAncestors { get; init; } = true;

    /// <summary>Codes that fewer records than this have are no labels.</summary>
    /// <value>Default: 2000.</value>
    public int IcdLeastRecords { get; init; } = 2000;

    /// <summary>The codes that are labels, without dots.</summary>
    /// <value>Default: null, all that enough records have, in alphabetical order.</value>
    public IReadOnlyList<string>? IcdCodes { get; init; }

    /// <summary>Throws, listing every problem, unless the data set can be read so.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (IcdCharacters is < 3 or > 7)
        {
            problems.Add(FormattableString.Invariant($"{nameof(IcdCharacters)} is {IcdCharacters}; ICD-10-CM codes have 3 to 7 characters."));
        }

        if (IcdLeastRecords < 1)
        {
            problems.Add(FormattableString.Invariant($"{nameof(IcdLeastRecords)} is {IcdLeastRecords}; at least 1."));
        }

        SpecException.ThrowIfAny(nameof(MimicOptions), problems);
    }
}
