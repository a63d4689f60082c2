using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.Labels;

/// <summary>Labels from a CSV table of your own, keyed by the exam's id, for any source: <c>source.WithLabels(LabelTable.Read("outcomes.csv", "exam_id"))</c>.</summary>
public sealed class LabelTable
{
    private readonly Dictionary<string, float[]> _rows = new(StringComparer.Ordinal);
    private readonly float[] _unknown;

    private LabelTable(IReadOnlyList<string> labelNames)
    {
        LabelNames = labelNames;
        _unknown = new float[labelNames.Count];
        _unknown.AsSpan().Fill(float.NaN);
    }

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of exams in the table.</summary>
    public int Count => _rows.Count;

    internal string ContentHash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (id, labels) in _rows.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(id + "\n"));
                hash.AppendData(MemoryMarshal.AsBytes<float>(labels));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file. Cells are True, False, a number, or nothing where a label is not known.</param>
    /// <param name="key">The column with the exam's id as the source gives it.</param>
    /// <param name="labels">The columns that are labels; null takes all but the key.</param>
    /// <exception cref="EcgDataException">A column is missing, an id occurs twice, or a cell is no number.</exception>
    public static LabelTable Read(string path, string key, IReadOnlyList<string>? labels = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(key);
        using var rows = CsvRows.Open(path);
        var id = rows.Require(key);
        var table = new LabelTable(labels ?? [.. rows.Header.Where(name => name != key)]);
        var columns = table.LabelNames.Select(rows.Require).ToArray();
        while (rows.Next())
        {
            var values = Array.ConvertAll(columns, column => rows.Cell(column) switch { "True" or "true" or "TRUE" => 1f, "False" or "false" or "FALSE" => 0f, _ => (float)rows.Number(column) });
            if (!table._rows.TryAdd(rows.Cell(id), values))
            {
                throw new EcgDataException(path, $"line {rows.Line}, column {key}", $"'{rows.Cell(id)}' a second time", "each exam once", "Remove the line.");
            }
        }

        return table;
    }

    internal float[] Of(string exam) => _rows.GetValueOrDefault(exam, _unknown);
}
