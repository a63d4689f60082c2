using EcgScaling.Data.Code;

namespace EcgScaling.Data.SamiTrop;

/// <summary>
/// Opens SaMi-Trop: <c>exams.csv</c> with one <c>exams.hdf5</c> whose tracings lie in the order of the table. All patients have Chagas disease.
/// Labels: <c>normal_ecg</c>, <c>death</c> and <c>timey</c> (years to death or to the last visit) where the table has them, and <c>chagas</c>.
/// </summary>
public static class SamiTropSource
{
    private const string TracingFile = "exams.hdf5";
    private static readonly string[] Labels = ["normal_ecg", "death", "timey"];

    /// <summary>Whether a folder holds it: one file of tracings, and a table without the labels of CODE.</summary>
    public static bool IsHere(string folder)
    {
        var table = Path.Combine(folder, "exams.csv");
        if (!File.Exists(Path.Combine(folder, TracingFile)) || !File.Exists(table) || File.Exists(Path.Combine(folder, ShardManifest.FileName)))
        {
            return false;
        }

        var header = HeaderOf(table);
        return header.Contains("exam_id") && header.Contains("normal_ecg") && !header.Any(CodeLabels.All.Contains);
    }

    /// <summary>Opens it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How the shard is read; null for the defaults. Name, labels and the Chagas table are SaMi-Trop's own unless they are given.</param>
    /// <exception cref="EcgDataException">A file is missing or is not what it should be.</exception>
    public static CodeShardSource Open(string folder, CodeShardOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new CodeShardOptions();
        var table = Path.Combine(folder, options.Table);
        return CodeShardSource.Open(folder, options with
        {
            Name = options.Name ?? "SaMi-Trop",
            Labels = options.Labels ?? (File.Exists(table) ? [.. Labels.Where(HeaderOf(table).Contains)] : null),
            ChagasTable = options.ChagasTable == new CodeShardOptions().ChagasTable ? "samitrop_chagas_labels.csv" : options.ChagasTable,
            // Inclusion needed two positive serologies.
            SharedLabels = options.Labels is null ? new Dictionary<string, float> { [CodeLabels.Chagas] = 1 } : options.SharedLabels,
        });
    }

    private static string[] HeaderOf(string table)
    {
        using var reader = new StreamReader(table);
        return (reader.ReadLine() ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
    }
}
