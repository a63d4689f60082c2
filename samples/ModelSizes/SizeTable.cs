using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace EcgScaling.Samples.ModelSizes;

/// <summary>Prints sizes.</summary>
internal static class SizeTable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    internal static void WriteJson(IReadOnlyList<SizeRow> rows, bool isList) =>
        Console.Out.WriteLine(isList ? JsonSerializer.Serialize(rows, Json) : JsonSerializer.Serialize(rows[0], Json));

    internal static void Write(IReadOnlyList<SizeRow> rows)
    {
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var (title, isNumber) in new[] { ("model", false), ("target", true), ("parameters", true), ("error", true), ("built", true), ("GFLOPs", true), ("MiB", true) })
        {
            var column = new TableColumn(title).NoWrap().PadLeft(1).PadRight(1);
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Preset ?? row.Family),
                Number(row.Target),
                Number(row.Parameters),
                row.RelativeError?.ToString("+0.00%;-0.00%", CultureInfo.InvariantCulture) ?? string.Empty,
                row.BuiltParameters is null ? string.Empty : row.BuiltParameters == row.Parameters ? "equal" : Number(row.BuiltParameters),
                Giga(row.ForwardFlops),
                (row.ActivationBytes / 1048576.0).ToString("G3", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("GFLOPs of the forward pass and MiB kept for the backward pass are those of one tracing.");
    }

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Giga(long flops) => (flops / 1e9).ToString("0.000", CultureInfo.InvariantCulture);
}
