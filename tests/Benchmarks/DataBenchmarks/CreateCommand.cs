using EcgScaling.Data.Augmentation;
using EcgScaling.Data.Code;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data;
using EcgScaling.Data.Synthetic;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>What is computed rather than read: the generator, augmentations and preprocessing on one core, and gzip shards being written on all.</summary>
internal static class CreateCommand
{
    public static void Run(Fixture fixture, double seconds, int rounds)
    {
        fixture.Prepare();
        var table = new Table().AddColumns("work", "records/s", "beside", "ratio", "goal");
        foreach (var site in SyntheticSite.All)
        {
            using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Site = site, Count = 1_000_000 });
            var (room, next, generated) = (new float[synthetic.CommonShape.Length], 0, new Rates());
            generated.Measure(seconds, () =>
            {
                for (var record = 0; record < 100; record++)
                {
                    synthetic.Read(next++, room);
                }

                return 100;
            });
            Row(table, $"generator, {site.Name}, one core", generated.Median, string.Empty, double.NaN, "2,000");
        }

        using var source = CodeShardSource.Open(fixture.FolderOf("contiguous"));
        var exam = source.Load(7);
        foreach (var augmentation in (ReadOnlySpan<EcgAugmentation>)
            [new CropResize(), new TimeOut(), new LeadMask(), new AmplitudeScale(), new TimeWarp(), new BaselineWander(), new Powerline(), new MuscleNoise(), new VcgRotation()])
        {
            var (tracing, rates, index) = (new Tracing(exam.Shape, [.. exam.Millivolts], exam.Valid), new Rates(), 0);
            rates.Measure(seconds / 4, () =>
            {
                for (var record = 0; record < 50; record++)
                {
                    augmentation.Apply(tracing, new RandomStream(1, "benchmark", index++));
                }

                return 50;
            });
            Row(table, $"{augmentation.Name}, one core", rates.Median, string.Empty, double.NaN, "-");
        }

        var (ours, peer) = (new Rates(), new Rates());
        for (var round = 0; round < rounds; round++)
        {
            peer.Add(H5pyPeer.Write(fixture.Source, fixture.Scratch("peer.hdf5")));
            ours.Measure(0, () =>
            {
                var folder = fixture.Scratch("written");
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                CodeShardWriter.Write(source, folder, new CodeShardWriterOptions { Layout = ShardLayout.Gzip });
                return Fixture.Records;
            });
        }

        Row(table, "gzip shards written (level 4, shuffled)", ours.Median, $"h5py {Rates.Text(peer.Median)}", ours.Median / peer.Median, "-");
        AnsiConsole.Write(table);
    }

    private static void Row(Table table, params object[] cells)
    {
        string[] texts = [.. cells.Select(cell => cell is double.NaN ? "-" : cell is double number ? Rates.Text(number) : (string)cell)];
        AnsiConsole.WriteLine(string.Join("  ", texts));
        table.AddRow(texts);
    }
}
