using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>Batches of 64 from HDF5 beside h5py: ours are (lead, sample) in millivolts in both orders, h5py's raw blocks in order and the same as ours shuffled.</summary>
internal static class ReadCommand
{
    // What the project wants to reach, times h5py.
    private static readonly Dictionary<(string, bool), double> Goals = new()
    {
        [("contiguous", false)] = 1, [("gzip", false)] = 2, [("contiguous", true)] = 3, [("chunked", true)] = 20, [("gzip", true)] = 5,
    };

    public static void Run(Fixture fixture, string[] layouts, int workers, double seconds, int rounds)
    {
        fixture.Prepare();
        var table = new Table().AddColumns("layout", "order", "ours, records/s", "h5py, records/s", "ratio", "goal");
        foreach (var shuffled in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var layout in layouts)
            {
                var (ours, peer) = (new Rates(), new Rates());
                for (var round = 0; round < rounds; round++)
                {
                    peer.Add(H5pyPeer.Read(Path.Combine(fixture.FolderOf(layout), "exams_part0.hdf5"), shuffled, seconds));
                    using var dataset = SourceDataset.Of(CodeShardSource.Open(fixture.FolderOf(layout)));
                    var loader = Loader(dataset, workers, shuffled);
                    ours.Measure(seconds, () => Pass(loader));
                }

                var goal = Goals.GetValueOrDefault((layout, shuffled));
                string[] cells = [layout, shuffled ? "shuffled" : "in order", Rates.Text(ours.Median), Rates.Text(peer.Median), Rates.Text(ours.Median / peer.Median), goal == 0 ? "-" : Rates.Text(goal)];
                AnsiConsole.WriteLine(string.Join("  ", cells));
                table.AddRow(cells);
            }
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A loader that walks through all records once.</summary>
    public static BatchLoader Loader(IEcgDataset dataset, int workers, bool shuffled) => new(
        dataset, [.. Enumerable.Range(0, dataset.Count)], new BatchLoaderOptions { BatchSize = 64, Workers = workers, Shuffle = shuffled, Prefetch = 4, StopStep = dataset.Count / 64 });

    /// <summary>One epoch; the number of records.</summary>
    public static double Pass(BatchLoader loader)
    {
        var records = 0;
        foreach (var batch in loader.Batches())
        {
            records += batch.Size;
            batch.Dispose();
        }

        return records;
    }
}
