using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Input;

/// <summary>Reads scaling data from CSV: one header row, decimal points, UTF-8; comma, semicolon or tab.</summary>
public static class ScalingCsv
{
    private static readonly (LawInput Input, string[] Names)[] UsualNames =
    [
        (LawInput.N, ["N", "N_params", "params", "parameters", "n_parameters"]),
        (LawInput.D, ["D", "D_tokens", "tokens", "samples", "examples", "records"]),
        (LawInput.C, ["C", "C_flop", "flop", "flops", "compute"]),
        (LawInput.U, ["U", "unique", "unique_samples", "unique_tokens"]),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Which columns mean what; null: the usual names.</param>
    /// <exception cref="ScalingDataException">A column is missing or double, a cell is not a number, or a row is too short: rows are the lines of the file.</exception>
    /// <exception cref="EcgDataException">The file cannot be read or has no header or no rows.</exception>
    public static ScalingData Read(string path, ScalingColumns? columns = null)
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, columns, Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EcgDataException(path, string.Empty, exception is FileNotFoundException or DirectoryNotFoundException ? "no such file" : exception.Message, "a readable CSV file", "Check the path.", exception);
        }
    }

    /// <summary>Reads from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="columns">Which columns mean what; null: the usual names.</param>
    /// <param name="source">The name for messages and provenance.</param>
    /// <inheritdoc cref="Read(string, ScalingColumns?)"/>
    public static ScalingData Read(TextReader reader, ScalingColumns? columns = null, string source = "memory")
    {
        columns ??= new ScalingColumns();
        var table = CsvTable.Read(reader, source);
        var inputs = new Dictionary<LawInput, string>();
        foreach (var (input, names) in UsualNames)
        {
            if (table.Find(Chosen(columns, input), names) is { } name)
            {
                inputs[input] = name;
            }
        }

        if (columns.X is not null)
        {
            inputs[LawInput.X] = table.Find(columns.X, [])!;
        }

        var loss = table.Find(columns.Loss, ["loss", "loss_nats", "L", "test_loss", "val_loss"])
            ?? throw new ScalingDataException("missing-column", ["loss"], [], $"the columns {string.Join(", ", table.Header)} in {source}", "a column with the response", "Name it, for example Loss = \"loss_nats\".");
        var weight = table.Find(columns.Weight, ["weight"]);
        var family = table.Find(columns.Family, ["family"]);
        var run = table.Find(columns.Run, ["run", "run_name"]);
        var error = table.Find(columns.LossStandardError, ["loss_se"]);
        var kept = table.Keep(columns.Where);
        return new ScalingData(
            inputs.ToDictionary(pair => pair.Key, pair => table.Numbers(pair.Value, kept, optional: Chosen(columns, pair.Key) is null)),
            table.Numbers(loss, kept, optional: false),
            weight is null ? null : table.Numbers(weight, kept, optional: false),
            inputs,
            [.. kept.Select(row => table.Lines[row])])
        {
            LossName = loss,
            Families = family is null ? null : table.Words(family, kept),
            Runs = run is null ? null : table.Words(run, kept),
            LossStandardErrors = error is null ? null : table.Numbers(error, kept, optional: true),
            Source = source,
        };
    }

    private static string? Chosen(ScalingColumns columns, LawInput input) => input switch
    {
        LawInput.N => columns.N,
        LawInput.D => columns.D,
        LawInput.C => columns.C,
        LawInput.U => columns.U,
        _ => columns.X,
    };
}
