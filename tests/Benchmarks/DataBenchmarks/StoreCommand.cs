using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>Shuffled batches of 64 from a prepared store, beside what the machine copies in memory: every value read once where it is stored and written once as a float.</summary>
internal static class StoreCommand
{
    public static void Run(Fixture fixture, int workers, double seconds, int rounds)
    {
        fixture.Prepare();
        var table = new Table().AddColumns("element", "records/s", "bytes moved, GB/s", "memory copy, GB/s", "ratio", "goal");
        foreach (var element in Enum.GetValues<StoredElement>())
        {
            using var source = CodeShardSource.Open(fixture.FolderOf("contiguous"));
            using var store = PreparedStore.Build(source, string.Empty, fixture.Scratch($"store-{element}"), new PreparedStoreOptions { Element = element });
            var (batches, copies) = (new Rates(), new Rates());
            var moved = Fixture.RecordBytes + (Fixture.RecordBytes / (element == StoredElement.Exact32 ? 1 : 2));
            var loader = ReadCommand.Loader(store, workers, shuffled: true);
            for (var round = 0; round < rounds; round++)
            {
                copies.Measure(seconds, () => Copy(workers) / 1e9);
                batches.Measure(seconds, () => ReadCommand.Pass(loader));
            }

            var rate = batches.Median * moved / 1e9;
            string[] cells = [element.ToString(), Rates.Text(batches.Median), Rates.Text(rate), Rates.Text(copies.Median), Rates.Text(rate / copies.Median), "0.8"];
            AnsiConsole.WriteLine(string.Join("  ", cells));
            table.AddRow(cells);
        }

        AnsiConsole.Write(table);
    }

    // Batches of records copied from a large block to others that are used again, by as many threads: what a loader without any work would do. Counts read and written bytes.
    private static double Copy(int workers)
    {
        var (source, targets) = Blocks.Value;
        var batch = 64 * Fixture.RecordBytes / sizeof(float);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            for (var first = worker * batch; first + batch <= source.Length; first += workers * batch)
            {
                var target = targets[worker * 4 + (first / batch / workers % 4)];
                for (var record = 0; record < 64; record++)
                {
                    source.AsSpan(first + (record * batch / 64), batch / 64).CopyTo(target.AsSpan(record * batch / 64));
                }
            }
        });
        return 2.0 * (source.Length / batch) * batch * sizeof(float);
    }

    private static readonly Lazy<(float[] Source, float[][] Targets)> Blocks = new(() =>
    {
        var source = GC.AllocateUninitializedArray<float>(Fixture.Records * (Fixture.RecordBytes / sizeof(float)));
        Array.Fill(source, 1f);
        return (source, [.. Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => new float[64 * Fixture.RecordBytes / sizeof(float)])]);
    });
}
