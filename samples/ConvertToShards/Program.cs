using System.CommandLine;
using EcgScaling;
using EcgScaling.Data;
using EcgScaling.Data.Code;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Wfdb;

// Writes any ECG data set as CODE-layout HDF5 shards, or as WFDB records. Ctrl+C stops cleanly; run it again and it goes on.
//   ConvertToShards ../data/ludb out/ludb
//   ConvertToShards ../data/cinc2021 out/cinc --preprocess "leads(12)|resample(400)|crop(4096)" --layout gzip
//   ConvertToShards data/code15 out/wfdb --wfdb
var input = new Argument<string>("SOURCE") { Description = "A data set's folder, or synthetic[:site[:count[:seed]]].", Arity = ArgumentArity.ZeroOrOne };
var output = new Argument<string>("OUT") { Description = "The folder for the shards.", Arity = ArgumentArity.ZeroOrOne };
var preprocess = new Option<string>("--preprocess") { Description = "Steps applied before writing; needed where tracings differ in shape.", DefaultValueFactory = _ => string.Empty };
var format = new Option<string?>("--source") { Description = $"The format, where it shall not be found out: {string.Join(", ", EcgSources.Formats.Select(known => known.Key))}." };
var layout = new Option<ShardLayout>("--layout") { Description = "How tracings lie in a shard." };
var perShard = new Option<int>("--per-shard") { Description = "Records a shard.", DefaultValueFactory = _ => new CodeShardWriterOptions().RecordsPerShard };
var wfdb = new Option<bool>("--wfdb") { Description = "Write WFDB records with RECORDS and labels.csv instead of shards; tracings may differ in shape." };
var smoke = new Option<bool>("--smoke") { Description = "Write and read back 20 synthetic records." };
var root = new RootCommand("Writes any ECG data set as CODE-layout HDF5 shards.") { input, output, format, preprocess, layout, perShard, wfdb, smoke };
root.SetAction((parsed, cancellation) =>
{
    var scratch = parsed.GetValue(smoke) ? Directory.CreateTempSubdirectory("shards-").FullName : null;
    try
    {
        if ((scratch is null ? parsed.GetValue(input) : "synthetic:telehealth:20") is not { } from || (scratch ?? parsed.GetValue(output)) is not { } to)
        {
            Console.Error.WriteLine("What shall be written where? Give a source and a folder.");
            return Task.FromResult(2);
        }

        using var source = EcgSources.Open(from, parsed.GetValue(format));
        using var prepared = new PreparedSource(source, EcgPipeline.Parse(parsed.GetValue(preprocess)!));
        var progress = new Progress<DataProgress>(now => Console.Error.Write($"\r{now.Activity}: {now.Done} of {now.Total}   "));
        if (parsed.GetValue(wfdb))
        {
            WfdbFolderWriter.Write(prepared, to, progress: progress, cancellation: cancellation);
            Console.WriteLine($"\n{prepared.Count} exams of {source.Name} in {to}");
            Console.WriteLine($"left out of the source: {source.Quarantine}");
            return Task.FromResult(0);
        }

        CodeShardWriter.Write(
            prepared, to, new CodeShardWriterOptions { Layout = parsed.GetValue(layout), RecordsPerShard = parsed.GetValue(perShard) }, progress, cancellation);
        using var written = CodeShardSource.Open(to);
        Console.WriteLine($"\n{written.Count} exams of {source.Name}, {written.CommonShape}, in {to}");
        Console.WriteLine($"left out of the source: {source.Quarantine}");
        return Task.FromResult(0);
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("\nStopped; run it again and it goes on with the shards it has.");
        return Task.FromResult(130);
    }
    catch (Exception error) when (error is EcgScalingException or FormatException or ArgumentException)
    {
        Console.Error.WriteLine($"\n{error.Message}");
        return Task.FromResult(1);
    }
    finally
    {
        if (scratch is not null)
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
});
return await root.Parse(args).InvokeAsync();
