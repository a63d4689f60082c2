using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.CodeFull;

/// <summary>Opens the full CODE data set: WFDB records listed in <c>wfdb/RECORDS.txt</c>, and <c>annotations.csv</c>. Access is given by its owners on request.</summary>
public static class CodeFullSource
{
    internal const string AnnotationFile = "annotations.csv";

    /// <summary>Whether a folder holds it.</summary>
    public static bool IsHere(string folder) => File.Exists(Path.Combine(folder, AnnotationFile)) && RecordFileIn(folder) is not null;

    /// <summary>Opens it.</summary>
    /// <param name="folder">The folder with <c>annotations.csv</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="EcgDataException">The list or the table is missing or cannot be read.</exception>
    public static WfdbSource Open(string folder, CodeFullOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new CodeFullOptions();
        var records = RecordFileIn(folder) ?? throw new EcgDataException(folder, string.Empty, "no wfdb/RECORDS.txt", "the list of records", "Write it: one path of a record a line, from the folder the list lies in.");
        return WfdbSource.Open(folder, new CodeFullDialect(folder, records, options), options.Records);
    }

    private static string? RecordFileIn(string folder) =>
        ((string[])["wfdb/RECORDS.txt", "wfdb/RECORDS", "RECORDS.txt", "RECORDS"]).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
