using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.PtbXl;

/// <summary>Opens PTB-XL as published: <c>ptbxl_database.csv</c>, <c>scp_statements.csv</c> and WFDB records in <c>records500/</c> or <c>records100/</c>.</summary>
public static class PtbXlSource
{
    /// <summary>Whether a folder holds it.</summary>
    public static bool IsHere(string folder) =>
        File.Exists(Path.Combine(folder, "ptbxl_database.csv")) && File.Exists(Path.Combine(folder, "scp_statements.csv")) && RecordsIn(folder, null) is not null;

    /// <summary>Opens it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="task">Which statements are the labels. Default: the five superclasses.</param>
    /// <param name="hertz">500 or 100; null takes 500 where it is there.</param>
    /// <param name="options">How records are read.</param>
    /// <exception cref="EcgDataException">A file is missing or cannot be read.</exception>
    public static WfdbSource Open(string folder, PtbXlTask task = PtbXlTask.Superclass, int? hertz = null, WfdbOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var records = RecordsIn(folder, hertz) ?? throw new EcgDataException(
            folder, string.Empty, $"no records{hertz?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "500 or records100"}", "the folder with the WFDB records", "Fetch the records of PTB-XL.");
        return WfdbSource.Open(records, new PtbXlDialect(folder, task), options);
    }

    private static string? RecordsIn(string folder, int? hertz) =>
        (hertz is { } one ? [$"records{one}"] : (string[])["records500", "records100"]).Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists);
}
