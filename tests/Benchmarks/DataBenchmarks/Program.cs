// Reading, loading and making ECG data beside h5py, in one run:
//   eng/install.sh --benchmarks && dotnet run -c Release --project tests/Benchmarks/DataBenchmarks -- read|store|index|loader|create [--workers 2] [--seconds 2] [--rounds 3]
// Rounds alternate between the two, so that a slow minute of the machine hits both. Time on a quiet machine; the page cache is warm after the first round.
using System.CommandLine;
using EcgScaling.Benchmarks.Data;

var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "ecg-data-benchmarks"), Description = "where the records lie; some 3 GB, kept between runs", Recursive = true };
var workers = new Option<int>("--workers") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "threads of the loader", Recursive = true };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "seconds for one case, side and round", Recursive = true };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "rounds, each timing both sides", Recursive = true };
var layouts = new Option<string[]>("--layout") { DefaultValueFactory = _ => ["contiguous", "chunked", "gzip"], Description = "layouts to read", AllowMultipleArgumentsPerToken = true };
var root = new RootCommand("Times reading, loading and making ECG data.") { folder, workers, seconds, rounds };
var read = Command("read", "batches from HDF5 beside h5py", (data, parsed) => ReadCommand.Run(data, parsed.GetValue(layouts)!, parsed.GetValue(workers), parsed.GetValue(seconds), parsed.GetValue(rounds)));
read.Add(layouts);
root.Add(read);
root.Add(Command("store", "batches from a prepared store beside copying memory", (data, parsed) => StoreCommand.Run(data, parsed.GetValue(workers), parsed.GetValue(seconds), parsed.GetValue(rounds))));
root.Add(Command("index", "opening a million records", (data, _) => IndexCommand.Run(data)));
root.Add(Command("loader", "the loader's memory", (_, _) => LoaderCommand.Run()));
root.Add(Command("create", "generator, augmentations, gzip shards", (data, parsed) => CreateCommand.Run(data, parsed.GetValue(seconds), parsed.GetValue(rounds))));
return root.Parse(args).Invoke();

Command Command(string name, string description, Action<Fixture, ParseResult> run)
{
    var command = new Command(name, description);
    command.SetAction(parsed => run(new Fixture(parsed.GetValue(folder)!), parsed));
    return command;
}
