namespace EcgScaling.Benchmarks.Steps;

/// <summary>Prints a table as Markdown, each row when it is known: a run takes long, and what it prints goes into the docs as it is.</summary>
internal sealed class MarkdownTable
{
    private readonly int _columns;

    public MarkdownTable(params string[] columns)
    {
        _columns = columns.Length;
        Add(columns);
        Add([.. columns.Select(_ => "---")]);
    }

    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, _columns);
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }
}
