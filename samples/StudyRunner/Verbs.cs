using System.Globalization;
using System.Text.Json.Nodes;
using EcgScaling.Study;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Launching;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using Spectre.Console;

namespace EcgScaling.Samples;

/// <summary>What the verbs of the command line do.</summary>
internal static class Verbs
{
    public static int Plan(string? preset, FileInfo? file, string folder, bool dryRun, bool json)
    {
        var plan = Asked(preset, file)?.Plan(new PlanOptions { MemoryBytes = long.MaxValue }) ?? StudyRun.Open(folder).Plan;
        Console.WriteLine(json ? ToJson(plan).ToJsonString(StudyJson.Options) : plan.ToTable());
        if (!dryRun && (preset ?? file?.Name) is not null)
        {
            plan.In(folder);
            Console.Error.WriteLine($"Planned into {Path.GetFullPath(folder)}.");
        }

        return 0;
    }

    public static async Task<int> RunAsync(string? preset, FileInfo? file, string folder, int? workers, int threads, bool retry)
    {
        using var signals = new ShutdownSignals();
        try
        {
            if (!AnsiConsole.Profile.Out.IsTerminal)
            {
                AnsiConsole.Profile.Width = 200;
            }

            var run = Asked(preset, file)?.Plan().In(folder) ?? StudyRun.Open(folder);
            AnsiConsole.WriteLine(run.Plan.Summary());
            if (retry)
            {
                run.RetryFailed();
            }

            var analysis = await new StudyDisplay(AnsiConsole.Console).RunAsync(run, new LocalRun { Workers = workers, Threads = threads }, signals.Token);
            AnsiConsole.Write(FitTable.Of(analysis));
            FitTable.WriteNotes(AnsiConsole.Console, analysis);
            AnsiConsole.WriteLine($"Report: {run.WriteReport(analysis)}");
            return analysis.Results.Complete ? 0 : (int)WorkerExit.Failed;
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Stopped. Checkpoints are kept: run the same command again to go on.");
            return (int)WorkerExit.Requeue;
        }
    }

    public static int Prepare(string folder)
    {
        StudyRun.Open(folder).Prepare();
        return 0;
    }

    public static int Status(string folder, bool json)
    {
        var run = StudyRun.Open(folder);
        var progress = run.Status();
        if (json)
        {
            Console.WriteLine(new JsonObject
            {
                ["trials"] = progress.Trials.Length,
                ["done"] = progress.Done,
                ["running"] = progress.Running,
                ["failed"] = progress.Failed,
                ["fraction"] = progress.Fraction,
                ["deviceHours"] = progress.DeviceHours,
                ["secondsLeft"] = progress.Remaining?.TotalSeconds,
            }.ToJsonString(StudyJson.Options));
            return 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Trials.Length} trials done, {progress.Running} running, {progress.Failed} failed; {100 * progress.Fraction:F1} % of the compute, {progress.DeviceHours:F2} device hours{(progress.Remaining is { } left ? $", about {PlanTable.Duration(left)} left" : string.Empty)}"));
        foreach (var (trial, status) in progress.Trials.Where(item => item.Status.State is TrialState.Running or TrialState.Failed or TrialState.Interrupted))
        {
            Console.WriteLine(status.State switch
            {
                TrialState.Running => string.Create(CultureInfo.InvariantCulture, $"  running      {trial.Name}: step {status.Progress?.Step} of {status.Progress?.Steps} on {status.Holder}"),
                TrialState.Interrupted => string.Create(CultureInfo.InvariantCulture, $"  interrupted  {trial.Name}: step {status.Progress?.Step} of {status.Progress?.Steps}"),
                _ => $"  failed       {trial.Name}: {status.Failure?.Message}",
            });
        }

        if (progress.Done > 0)
        {
            AnsiConsole.Write(FitTable.Of(run.Analyse()));
        }

        return 0;
    }

    public static int Slurm(string folder, SlurmOptions options)
    {
        var run = StudyRun.Open(folder);
        run.Prepare();
        Console.WriteLine(SlurmScripts.Write(run, WorkerCommand.ThisApplication(), options));
        return 0;
    }

    public static int Report(string folder)
    {
        Console.WriteLine(StudyRun.Open(folder).WriteReport());
        return 0;
    }

    private static ScalingStudy? Asked(string? preset, FileInfo? file) =>
        file is not null ? ScalingStudy.From(StudySpec.ReadFile(file.FullName)) : preset is not null ? StudyPresets.Named(preset) : null;

    private static JsonObject ToJson(StudyPlan plan) => new()
    {
        ["study"] = plan.Spec.Name,
        ["trials"] = new JsonArray([.. plan.Trials.Select(trial => (JsonNode)new JsonObject
        {
            ["family"] = trial.Family,
            ["paradigm"] = trial.Spec.Paradigm.Name,
            ["arm"] = trial.Spec.Arm,
            ["parameters"] = trial.Parameters,
            ["records"] = trial.Spec.Records,
            ["seed"] = trial.Spec.Training.Seed,
            ["steps"] = trial.Steps,
            ["flops"] = trial.Flops,
            ["memoryBytes"] = trial.MemoryBytes,
            ["seconds"] = plan.TimeOf(trial).TotalSeconds,
            ["key"] = trial.Key,
        })]),
        ["totals"] = new JsonObject { ["trials"] = plan.Trials.Length, ["flops"] = plan.TotalFlops, ["seconds"] = plan.TotalTime.TotalSeconds },
        ["warnings"] = StudyJson.Node(plan.Warnings),
    };
}
