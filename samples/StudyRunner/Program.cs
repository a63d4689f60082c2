using System.CommandLine;
using EcgScaling;
using EcgScaling.Samples;
using EcgScaling.Study;
using EcgScaling.Study.Postgres;
using EcgScaling.Study.Running;
using EcgScaling.Study.Sqlite;

// Studies from JSON files and presets: plan, run, status, report, and the worker that every engine starts.
SqliteTrialIndex.Register();
PostgresTrialIndex.Register();
if (WorkerHost.IsWorker(args))
{
    return (int)await WorkerHost.RunAsync(args);
}

var preset = new Option<string?>("--preset") { Description = "A preset: paper, gpu-evening, isoflop, cpu-small or cpu-smoke." };
var study = new Option<FileInfo?>("--study") { Description = "A study as a JSON file; docs/study.md lists the keys." };
var output = new Option<string>("--out") { Description = "The folder of the study.", DefaultValueFactory = _ => Path.Combine("runs", "study") };
var json = new Option<bool>("--json") { Description = "Print JSON." };
var dryRun = new Option<bool>("--dry-run") { Description = "Print the plan; write nothing." };
var workers = new Option<int?>("--workers") { Description = "Trials side by side; 0 runs them in this process. Default: one a processor." };
var threads = new Option<int?>("--threads") { Description = "Threads of one trial. Default: those the study began with, else 1 unless memory leaves cores idle." };
var index = new Option<string?>("--index") { Description = "Keep an index beside the trials' folders: sqlite, postgres:CONNECTION, or none." };
var restarts = new Option<int>("--restarts") { Description = "How often workers that died are replaced, all together.", DefaultValueFactory = _ => new LocalRun().Restarts };
var retry = new Option<bool>("--retry-failed") { Description = "Try trials again that failed for good." };

var plan = new Command("plan", "Resolve a study into its trials: parameters, compute, memory, keys.") { preset, study, output, json, dryRun };
plan.SetAction(parsed => Verbs.Plan(parsed.GetValue(preset), parsed.GetValue(study), parsed.GetValue(output)!, parsed.GetValue(dryRun), parsed.GetValue(json)));
var calibrate = new Command("calibrate", "Train some models of a study for some steps on noise, so that its predicted times rest on this machine.") { preset, study, output, threads };
calibrate.SetAction(parsed => Verbs.Calibrate(parsed.GetValue(preset), parsed.GetValue(study), parsed.GetValue(output)!, parsed.GetValue(threads) ?? 1));
var run = new Command("run", "Plan a study where one is given, run what is not done yet, and write the report.") { preset, study, output, workers, threads, restarts, retry, index };
run.SetAction(parsed => Verbs.RunAsync(parsed.GetValue(preset), parsed.GetValue(study), parsed.GetValue(output)!, new LocalRun { Workers = parsed.GetValue(workers), Threads = parsed.GetValue(threads), Restarts = parsed.GetValue(restarts) }, parsed.GetValue(retry), parsed.GetValue(index)));
var prepare = new Command("prepare", "Make or prepare the records of a planned study, before workers start on a cluster.") { output };
prepare.SetAction(parsed => Verbs.Prepare(parsed.GetValue(output)!));
var all = new Option<bool>("--all") { Description = "List every trial, not only those that run, stopped or failed." };
var noFit = new Option<bool>("--no-fit") { Description = "Leave the current fits out." };
var status = new Command("status", "Show where a study stands: counts, device hours, time left, and the current fits with their intervals.") { output, json, all, noFit };
status.SetAction(parsed => StatusVerb.Run(parsed.GetValue(output)!, parsed.GetValue(json), parsed.GetValue(all), !parsed.GetValue(noFit)));
var wait = new Option<bool>("--wait") { Description = "Wait until no trial is open any more." };
var report = new Command("report", "Fit what is measured so far and write the report.") { output, wait };
report.SetAction(async (parsed, stop) =>
{
    if (parsed.GetValue(wait))
    {
        await ClusterVerbs.WaitAsync(StudyRun.Open(parsed.GetValue(output)!), stop);
    }

    return Verbs.Report(parsed.GetValue(output)!);
});
var kind = new Argument<string>("what") { Description = "sqlite, postgres:CONNECTION, none, or rebuild." };
var keep = new Command("index", "Keep an index beside the trials' folders, keep none any more, or fill it anew from the folders.") { kind, output };
keep.SetAction(parsed => IndexVerbs.Run(parsed.GetValue(kind)!, parsed.GetValue(output)!));
var submit = SubmitCommand.Create(output, threads);
var other = new Option<string>("--with") { Description = "The folder of the other run.", Required = true };
var compare = new Command("compare", "Compare the numbers of two runs of one plan, to the last bit; exit code 1 where they differ.") { output, other };
compare.SetAction(parsed => ClusterVerbs.Compare(parsed.GetValue(output)!, parsed.GetValue(other)!));
// Listed for --help; its arguments are read by the library, before the parser.
var worker = new Command("worker", "Run free trials of the study in FOLDER until none is left: worker FOLDER [--index I] [--list FILE] [--memory BYTES] [--threads T].");
var page = new Option<FileInfo>("--into") { Description = "A Markdown page that has the lines between which the digest belongs.", Required = true };
var document = new Command("document", "Put a study's key figures and answers into a Markdown page.") { output, page };
document.SetAction(parsed => Verbs.Document(parsed.GetValue(output)!, parsed.GetValue(page)!));
var schema = new Command("schema", "Print the JSON schema of a study file.");
schema.SetAction(_ => Verbs.Schema());
var root = new RootCommand("Scaling studies of ECG models.") { plan, calibrate, run, prepare, status, report, keep, submit, compare, document, schema, worker };
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
