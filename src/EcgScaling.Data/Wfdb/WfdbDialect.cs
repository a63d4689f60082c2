using System.Globalization;

namespace EcgScaling.Data.Wfdb;

/// <summary>What a data set made of WFDB records says of its exams, beyond their signals.</summary>
internal abstract class WfdbDialect
{
    /// <summary>The data set's name.</summary>
    public abstract string Name { get; }

    /// <summary>The labels, known before any record is read.</summary>
    public virtual IReadOnlyList<string> LabelNames => [];

    /// <summary>What a user should know.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>What is known of the exam of a header.</summary>
    public abstract Exam ExamOf(string id, WfdbHeader header);

    /// <summary>The labels of an exam, where they are kept apart from it: data sets of a million exams with a thousand labels have no room for both. Null takes those of the exam.</summary>
    public virtual float[]? LabelsOf(Exam exam) => null;

    /// <summary>The records of a folder, as paths of headers below it without their ending, in a fixed order; null looks through the folder.</summary>
    public virtual IReadOnlyList<string>? RecordsIn(string folder) => null;

    /// <summary>Millivolts for one physical unit of a signal, given the header; NaN refuses the unit.</summary>
    public virtual double MillivoltsPerUnit(WfdbSignal signal) => signal.Units.ToUpperInvariant() switch
    {
        "MV" => 1,
        "UV" or "\u00B5V" or "\u03BCV" => 0.001,
        "V" => 1000,
        _ => double.NaN,
    };

    /// <summary>The header with the gains and baselines that are true of the data set, where its files state others.</summary>
    public virtual WfdbHeader Calibrate(WfdbHeader header) => header;

    /// <summary>An age as data sets write it; NaN where it is none.</summary>
    protected static double Age(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var age) && age is >= 0 and <= 150 ? age : double.NaN;

    /// <summary>A sex as data sets write it.</summary>
    protected static Sex SexFrom(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "M" or "MALE" => Sex.Male,
        "F" or "FEMALE" => Sex.Female,
        _ => Sex.Unknown,
    };
}
