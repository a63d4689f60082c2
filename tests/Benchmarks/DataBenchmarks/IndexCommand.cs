using System.Diagnostics;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using Spectre.Console;

namespace EcgScaling.Benchmarks.Data;

/// <summary>Opening a prepared store of as many records as full CODE has, and a million of CODE-layout shards with their table. Time and memory of a process that does nothing else.</summary>
internal static class IndexCommand
{
    private const int Records = 1_000_000;

    // As many as full CODE has exams.
    private const int StoreRecords = 2_322_513;

    public static void Run(Fixture fixture)
    {
        using (var synthetic = Source(Records))
        {
            if (!Directory.Exists(fixture.Scratch("million-shards")))
            {
                Console.Error.WriteLine("writing a million short records");
                CodeShardWriter.Write(synthetic, fixture.Scratch("million-shards"), new CodeShardWriterOptions { RecordsPerShard = 20_000 });
            }
        }

        Console.Error.WriteLine("preparing more than two million short records, unless they are there");
        using (var synthetic = Source(StoreRecords))
        {
            PreparedStore.Build(synthetic, string.Empty, fixture.Scratch("code-sized-store")).Dispose();
        }

        var table = new Table().AddColumns("records", "seconds to open", "memory, MB", "goal");
        Measure(table, $"{StoreRecords:N0}, prepared store", () => PreparedStore.Open(fixture.Scratch("code-sized-store")), store => store.PatientKey(StoreRecords - 1));
        Measure(table, $"{Records:N0}, 50 CODE shards and exams.csv", () => CodeShardSource.Open(fixture.Scratch("million-shards")), source => source.ExamAt(Records - 1).PatientId.Length);
        AnsiConsole.Write(table);
    }

    private static SyntheticEcgSource Source(int records) =>
        new(new SyntheticOptions { Count = records, Samples = 8, Leads = LeadSet.Parse("II,V1"), Rate = new SampleRate(50) });

    private static void Measure<T>(Table table, string name, Func<T> open, Func<T, long> use)
        where T : IDisposable
    {
        // Once for the compiler and the page cache.
        open().Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        using var opened = open();
        _ = use(opened);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        string[] cells = [name, Rates.Text(seconds), Rates.Text(memory), "1 s, 200 MB"];
        AnsiConsole.WriteLine(string.Join("  ", cells));
        table.AddRow(cells);
        GC.KeepAlive(opened);
    }
}
