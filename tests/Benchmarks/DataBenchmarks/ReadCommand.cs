using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>
/// Batches of 64 from HDF5 beside h5py: ours are (lead, sample) in millivolts. In order h5py is timed twice, with raw blocks and with the same work as ours;
/// the goal is held against the raw blocks. Shuffled it does the same work.
/// </summary>
internal static class ReadCommand
{
    // Raw blocks, the lesser work, are what ours is to keep up with.
    private static readonly string[] Works = ["blocks", "ordered", "shuffled"];

    // What the project wants to reach, times h5py.
    private static readonly Dictionary<(string, string), double> Goals = new()
    {
        [("contiguous", "blocks")] = 1, [("gzip", "blocks")] = 2, [("contiguous", "shuffled")] = 3, [("chunked", "shuffled")] = 20, [("gzip", "shuffled")] = 5,
    };

    public static void Run(Fixture fixture, string[] layouts, int workers, double seconds, int rounds)
    {
        fixture.Prepare();
        var table = new Table().AddColumns("layout", "order", "ours, records/s", "h5py, records/s", "ratio", "lowest to highest round", "goal");
        foreach (var layout in layouts)
        {
            // The runtime compiles what is used much once more, beside the first seconds of work; a training run does not notice, a round would.
            foreach (var shuffled in (ReadOnlySpan<bool>)[false, true])
            {
                Ours(fixture, layout, workers, shuffled, new Rates(), 2);
            }

            foreach (var work in Works)
            {
                var (ours, peer, ratios) = (new Rates(), new Rates(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    var (mine, theirs) = (new Rates(), new Rates());
                    theirs.Add(H5pyPeer.Read(Path.Combine(fixture.FolderOf(layout), "exams_part0.hdf5"), work, seconds));
                    Ours(fixture, layout, workers, work == "shuffled", mine, seconds);
                    ratios.Add(mine.Median / theirs.Median);
                    ours.Add(mine.Values);
                    peer.Add(theirs.Values);
                }

                var goal = Goals.GetValueOrDefault((layout, work));
                string[] cells =
                [
                    layout, work switch { "blocks" => "in order, h5py raw", "ordered" => "in order, same work", _ => "shuffled" }, Rates.Text(ours.Median), Rates.Text(peer.Median),
                    Rates.Text(ours.Median / peer.Median), $"{Rates.Text(ratios.Min())} to {Rates.Text(ratios.Max())}", goal == 0 ? "-" : Rates.Text(goal),
                ];
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

    private static void Ours(Fixture fixture, string layout, int workers, bool shuffled, Rates rates, double seconds)
    {
        using var dataset = SourceDataset.Of(CodeShardSource.Open(fixture.FolderOf(layout)));
        var loader = Loader(dataset, workers, shuffled);
        rates.Measure(seconds, () => Pass(loader));
    }
}
