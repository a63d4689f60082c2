using System.CommandLine;
using EcgScaling;
using EcgScaling.Samples;
using EcgScaling.Study.Launching;
using EcgScaling.Study.Running;

// Studies from JSON files and presets: plan, run, status, report, and the worker that every engine starts.
if (WorkerHost.IsWorker(args))
{
    return (int)await WorkerHost.RunAsync(args);
}

var preset = new Option<string?>("--preset") { Description = "A preset: paper, cpu-small or cpu-smoke." };
var study = new Option<FileInfo?>("--study") { Description = "A study as a JSON file; docs/study.md lists the keys." };
var output = new Option<string>("--out") { Description = "The folder of the study.", DefaultValueFactory = _ => Path.Combine("runs", "study") };
var json = new Option<bool>("--json") { Description = "Print JSON." };
var dryRun = new Option<bool>("--dry-run") { Description = "Print the plan; write nothing." };
var workers = new Option<int?>("--workers") { Description = "Trials side by side; 0 runs them in this process. Default: one a processor." };
var threads = new Option<int>("--threads") { Description = "Threads of one trial.", DefaultValueFactory = _ => 1 };
var retry = new Option<bool>("--retry-failed") { Description = "Try trials again that failed for good." };

var plan = new Command("plan", "Resolve a study into its trials: parameters, compute, memory, keys.") { preset, study, output, json, dryRun };
plan.SetAction(parsed => Verbs.Plan(parsed.GetValue(preset), parsed.GetValue(study), parsed.GetValue(output)!, parsed.GetValue(dryRun), parsed.GetValue(json)));
var run = new Command("run", "Plan a study where one is given, run what is not done yet, and write the report.") { preset, study, output, workers, threads, retry };
run.SetAction(parsed => Verbs.RunAsync(parsed.GetValue(preset), parsed.GetValue(study), parsed.GetValue(output)!, parsed.GetValue(workers), parsed.GetValue(threads), parsed.GetValue(retry)));
var prepare = new Command("prepare", "Make or prepare the records of a planned study, before workers start on a cluster.") { output };
prepare.SetAction(parsed => Verbs.Prepare(parsed.GetValue(output)!));
var status = new Command("status", "Show where a study stands.") { output, json };
status.SetAction(parsed => Verbs.Status(parsed.GetValue(output)!, parsed.GetValue(json)));
var report = new Command("report", "Fit what is measured so far and write the report.") { output };
report.SetAction(parsed => Verbs.Report(parsed.GetValue(output)!));
var partition = new Option<string?>("--partition") { Description = "The partition." };
var limit = new Option<TimeSpan>("--time") { Description = "The time limit of a task.", DefaultValueFactory = _ => TimeSpan.FromHours(4) };
var slurm = new Command("slurm", "Write sbatch scripts for the trials that are open, with submit.sh.") { output, partition, limit, threads };
slurm.SetAction(parsed => Verbs.Slurm(parsed.GetValue(output)!, new SlurmOptions { Partition = parsed.GetValue(partition), TimeLimit = parsed.GetValue(limit), Threads = parsed.GetValue(threads) }));
// Listed for --help; its arguments are read by the library, before the parser.
var worker = new Command("worker", "Run free trials of the study in FOLDER until none is left: worker FOLDER [--index I] [--threads T].");
var root = new RootCommand("Scaling studies of ECG models.") { plan, run, prepare, status, report, slurm, worker };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
}
catch (EcgScalingException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)WorkerExit.Failed;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)WorkerExit.Failed;
}
