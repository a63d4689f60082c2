using System.Globalization;
using EcgScaling.Data.Isolation;
using EcgScaling.Testing;
using Xunit.Abstractions;

namespace EcgScaling.Data.Tests.Isolation;

/// <summary>
/// Mutants of HDF5 shards, read in processes of their own. ECGSCALING_MUTANTS=20000 runs the long form; ECGSCALING_KEEP=DIR keeps the files on which the process crashed.
/// </summary>
public sealed class HostileShardTests(ITestOutputHelper output) : IDisposable
{
    private const string Table = "exam_id,age,is_male,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id\n41,50,True,False,False,False,False,False,False,1\n17,60,False,False,True,False,False,False,False,2\n";
    private static readonly int Mutants = int.Parse(Environment.GetEnvironmentVariable("ECGSCALING_MUTANTS") ?? "60", CultureInfo.InvariantCulture);
    private readonly TemporaryFolder _folder = new();
    private readonly IsolationOptions _options = new() { Format = "code", MemoryLimit = 768L << 20, OpenTimeout = TimeSpan.FromSeconds(20), Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("malformed", "contiguous")]
    [InlineData("malformed", "gzip")]
    [InlineData("code", "gzip_three")]
    [InlineData("code", "part_chunks")]
    [InlineData("code", "fletcher")]
    [InlineData("code", "big_endian")]
    [InlineData("latest", "contiguous")]
    [InlineData("latest", "gzip")]
    [InlineData("latest", "extendible")]
    public void MutantsAreReadOrRefused(string folder, string file)
    {
        var original = File.ReadAllBytes(Golden.PathOf(folder, file + ".hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), folder == "code" ? File.ReadAllText(Golden.PathOf("code", "exams.csv")) : Table);
        IsolatedProcess? process = null;
        var outcomes = new Dictionary<string, int>();
        for (var mutant = 0; mutant < Mutants; mutant++)
        {
            File.WriteAllBytes(_folder.File("exams_part0.hdf5"), HostileBytes.Of(original, new RandomStream(11, "mutants/" + file, mutant)));
            string outcome;
            try
            {
                process ??= IsolatedProcess.Start(_options, _folder.Path);
                ReadAll(process);
                outcome = "read";
            }
            catch (EcgDataException error)
            {
                outcome = process!.IsAlive ? error.Found.StartsWith("a failure of the process", StringComparison.Ordinal) ? error.Found : "refused" : error.Found;
                if (!process.IsAlive)
                {
                    process.Dispose();
                    process = null;
                    Keep(file, mutant);
                }
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        process?.Dispose();
        foreach (var (outcome, count) in outcomes)
        {
            output.WriteLine($"{file}: {count} {outcome}");
        }

        Assert.True(outcomes.GetValueOrDefault("read") > Mutants / 50 && outcomes.GetValueOrDefault("refused") > Mutants / 50);
        // What is no data error of this library would be one of the caller's.
        Assert.DoesNotContain(outcomes.Keys, outcome => outcome.StartsWith("a failure of the process", StringComparison.Ordinal) && !outcome.Contains("OutOfMemory", StringComparison.Ordinal));
    }

    private void ReadAll(IsolatedProcess process)
    {
        var facts = process.Call(writer => Wire.WriteOpen(writer, _folder.Path, _folder.Path, _options), SourceFacts.Read, _folder.Path, string.Empty, _options.OpenTimeout, CancellationToken.None);
        EcgDataException? first = null;
        for (var index = 0; index < facts.Count; index++)
        {
            try
            {
                process.Call(
                    writer =>
                    {
                        writer.Write((byte)Operation.Read);
                        writer.Write(index);
                    },
                    reader => reader.ReadInt32(), _folder.Path, string.Empty, _options.Timeout, CancellationToken.None);
            }
            catch (EcgDataException error) when (process.IsAlive)
            {
                first ??= error;
            }
        }

        if (first is not null)
        {
            throw first;
        }
    }

    private void Keep(string file, int mutant)
    {
        if (Environment.GetEnvironmentVariable("ECGSCALING_KEEP") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.Copy(_folder.File("exams_part0.hdf5"), Path.Combine(folder, $"{file}_{mutant}.hdf5"), overwrite: true);
        }
    }
}
