using EcgScaling.Data;
using EcgScaling.Data.Loading;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>What a loader itself keeps in memory while it walks, for data sets of more and more records.</summary>
internal static class LoaderCommand
{
    public static void Run()
    {
        var table = new Table().AddColumns("records", "loader's memory, MB");
        foreach (var records in (ReadOnlySpan<int>)[10_000, 1_000_000, 100_000_000, int.MaxValue])
        {
            using var dataset = new EmptyDataset(records);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var loader = new BatchLoader(dataset, new AllExams(records), new BatchLoaderOptions { BatchSize = 64, StopStep = 200 });
            var most = 0L;
            foreach (var batch in loader.Batches())
            {
                batch.Dispose();
                most = batch.Step % 50 == 49 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
            }

            table.AddRow(records.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), Rates.Text(most / 1e6));
            GC.KeepAlive(loader);
        }

        AnsiConsole.Write(table);
    }

    private sealed class EmptyDataset(int count) : IEcgDataset
    {
        public string Name => "nothing";

        public EcgSpec Spec { get; } = new() { Samples = 64 };

        public SignalUnit Unit => SignalUnit.Millivolts;

        public IReadOnlyList<string> LabelNames => [];

        public int Count => count;

        public string ContentHash => string.Empty;

        public long PatientKey(int index) => index;

        public void ReadLabels(int index, Span<float> destination)
        {
            // There are none.
        }

        public ValidRange Read(int index, Span<float> destination) => ValidRange.All(Spec.Samples);

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class AllExams(int count) : IReadOnlyList<int>
    {
        public int Count => count;

        public int this[int index] => index;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
