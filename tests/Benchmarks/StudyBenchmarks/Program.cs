using System.Diagnostics;
using System.Globalization;
using EcgScaling.Benchmarks.Studies;
using EcgScaling.Study;
using EcgScaling.Study.Indexing;
using EcgScaling.Study.Postgres;
using EcgScaling.Study.Running;
using EcgScaling.Study.Sqlite;

// How long a plan of ten thousand trials takes to plan, to run through (trials that do nothing: what remains is the scheduling) and to list.
//   dotnet run -c Release --project tests/Benchmarks/StudyBenchmarks [-- FOLDER [POSTGRES-CONNECTION]]
//   ... -- trials     24 small trials beside a PyTorch script
if (WorkerHost.IsWorker(args))
{
    return (int)await WorkerHost.RunAsync(args);
}

if (args is ["trials"])
{
    var trials = Directory.CreateTempSubdirectory("study-benchmark-").FullName;
    await TrialsCommand.RunAsync(trials);
    Directory.Delete(trials, recursive: true);
    return 0;
}

SqliteTrialIndex.Register();
PostgresTrialIndex.Register();
var root = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("study-benchmark-").FullName;
string[] kinds = args.Length > 1 ? ["folders", "sqlite", "postgres"] : ["folders", "sqlite"];

var study = LargeStudy.Of(trials: 10_000);
LargeStudy.Of(trials: 100).Plan(LargeStudy.Options);
var plan = Timed("plan 10,000 trials", () => study.Plan(LargeStudy.Options));
var folder = Path.Combine(root, "study");
var run = Timed("write the plan", () => plan.In(folder));
var open = Timed("read the plan", () => StudyRun.Open(folder));
Timed("status, nothing begun", open.Status);
var worker = new StudyWorker(plan.Trials, run.Folder.OpenStore(), new EmptyRunner());
var seconds = Time(() => worker.RunAsync().GetAwaiter().GetResult());
Print("claim and finish a trial", seconds / plan.Trials.Length);
foreach (var kind in kinds)
{
    run.Folder.UseIndex(kind switch { "sqlite" => SqliteTrialIndex.Settings(), "postgres" => PostgresTrialIndex.Settings(args[1]), _ => null });
    if (kind != "folders")
    {
        Timed($"rebuild the index, {kind}", () => run.Folder.OpenStore().RebuildIndex([.. plan.Trials.Select(trial => trial.Key)]));
    }

    Timed($"status, all done, {kind}", () => StudyRun.Open(folder).Status());
    Print($"claim and finish a trial, {kind}", OneThousand(run.Folder.UsedIndex));
}

var analysis = Timed("fits with intervals of 10,000 trials", run.Analyse);
Console.WriteLine($"{analysis.Laws.Count(law => law.Fit is not null)} laws");
if (args.Length == 0)
{
    Directory.Delete(root, recursive: true);
}

return 0;

// A plan of its own, so that no trial is there yet.
double OneThousand(IndexSettings? index)
{
    var small = LargeStudy.Of(trials: 1000).Plan(LargeStudy.Options).In(Path.Combine(root, Guid.NewGuid().ToString("N")));
    small.Folder.UseIndex(index is null ? null : index with { Study = Guid.NewGuid().ToString("N") });
    return Time(() => new StudyWorker(small.Plan.Trials, small.Folder.OpenStore(), new EmptyRunner()).RunAsync().GetAwaiter().GetResult()) / small.Plan.Trials.Length;
}

static T Timed<T>(string what, Func<T> work)
{
    T? result = default;
    Print(what, Time(() => result = work()));
    return result!;
}

static double Time(Action work)
{
    var watch = Stopwatch.StartNew();
    work();
    return watch.Elapsed.TotalSeconds;
}

static void Print(string what, double seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-45} {(seconds < 0.1 ? $"{1000 * seconds:F2} ms" : $"{seconds:F2} s")}"));
