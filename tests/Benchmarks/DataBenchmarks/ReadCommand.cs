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

    public static void Run(Fixture fixture, int workers, double seconds, int rounds)
    {
        fixture.Prepare();
        var table = new Table().AddColumns("layout", "order", "ours, records/s", "h5py, records/s", "ratio", "goal");
        foreach (var shuffled in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var layout in (ReadOnlySpan<string>)["contiguous", "chunked", "gzip"])
            {
                var (ours, peer) = (new Rates(), new Rates());
                for (var round = 0; round < rounds; round++)
                {
                    peer.Add(H5pyPeer.Read(Path.Combine(fixture.FolderOf(layout), "exams_part0.hdf5"), shuffled, seconds));
                    using var dataset = SourceDataset.Of(CodeShardSource.Open(fixture.FolderOf(layout)));
                    ours.Measure(seconds, () => Pass(dataset, workers, shuffled));
                }

                var goal = Goals.GetValueOrDefault((layout, shuffled));
                string[] cells = [layout, shuffled ? "shuffled" : "in order", Rates.Text(ours.Median), Rates.Text(peer.Median), Rates.Text(ours.Median / peer.Median), goal == 0 ? "-" : Rates.Text(goal)];
                AnsiConsole.WriteLine(string.Join("  ", cells));
                table.AddRow(cells);
            }
        }

        AnsiConsole.Write(table);
    }

    /// <summary>One epoch; the number of records.</summary>
    public static double Pass(IEcgDataset dataset, int workers, bool shuffled)
    {
        var options = new BatchLoaderOptions { BatchSize = 64, Workers = workers, Shuffle = shuffled, Prefetch = 4, StopStep = dataset.Count / 64 };
        var records = 0;
        foreach (var batch in new BatchLoader(dataset, [.. Enumerable.Range(0, dataset.Count)], options).Batches())
        {
            records += batch.Size;
            batch.Dispose();
        }

        return records;
    }
}
