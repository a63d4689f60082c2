using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Mimic;

/// <summary>
/// Opens MIMIC-IV-ECG: <c>record_list.csv</c>, the WFDB records it names, <c>machine_measurements.csv</c> and, where it is there, the table of ICD-10 diagnoses.
/// Records keep their own order of leads, in which aVF stands before aVL.
/// </summary>
public static class MimicSource
{
    internal const string ListFile = "record_list.csv";

    /// <summary>Whether a folder holds it.</summary>
    public static bool IsHere(string folder)
    {
        var list = Path.Combine(folder, ListFile);
        return File.Exists(list) && File.ReadLines(list).FirstOrDefault() is { } header && header.Contains("study_id", StringComparison.Ordinal) && header.Contains("path", StringComparison.Ordinal);
    }

    /// <summary>Opens it.</summary>
    /// <param name="folder">The folder with <c>record_list.csv</c>.</param>
    /// <param name="options">How, and what the labels are; null for the defaults.</param>
    /// <exception cref="SpecException">An option is out of range.</exception>
    /// <exception cref="EcgDataException">A table is missing or cannot be read.</exception>
    public static WfdbSource Open(string folder, MimicOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new MimicOptions();
        options.Validate();
        return WfdbSource.Open(folder, new MimicDialect(folder, options), options.Records);
    }
}
