using System.Text.Json.Nodes;
using EcgScaling.Study;
using EcgScaling.Study.Calibrating;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Reporting;
using EcgScaling.Study.Running;
using Spectre.Console;

namespace EcgScaling.Samples;

/// <summary>What the verbs of the command line do.</summary>
internal static class Verbs
{
    public static int Plan(string? preset, FileInfo? file, string folder, bool dryRun, bool json)
    {
        var options = new PlanOptions { MemoryBytes = long.MaxValue, Calibration = Calibration.ReadFile(new StudyFolder(folder).CalibrationPath) };
        var plan = Asked(preset, file)?.Plan(options) ?? StudyRun.Open(folder).Plan;
        Console.WriteLine(json ? ToJson(plan).ToJsonString(StudyJson.Options) : plan.ToTable());
        if (!dryRun && (preset ?? file?.Name) is not null)
        {
            plan.In(folder);
            Console.Error.WriteLine($"Planned into {Path.GetFullPath(folder)}.");
        }

        return 0;
    }

    public static int Calibrate(string? preset, FileInfo? file, string folder, int threads)
    {
        var at = new StudyFolder(folder);
        var plan = Asked(preset, file)?.Plan(new PlanOptions { MemoryBytes = long.MaxValue }) ?? StudyRun.Open(folder).Plan;
        var calibration = StudyCalibration.Measure(plan, Calibration.ReadFile(at.CalibrationPath), new CalibrationOptions { Threads = threads }, new Lines());
        Directory.CreateDirectory(at.Path);
        calibration.Save(at.CalibrationPath);
        Console.WriteLine((plan with { Options = plan.Options with { Calibration = calibration } }).Summary());
        return 0;
    }

    public static async Task<int> RunAsync(string? preset, FileInfo? file, string folder, LocalRun local, bool retry, string? index)
    {
        using var signals = new ShutdownSignals();
        try
        {
            if (!AnsiConsole.Profile.Out.IsTerminal)
            {
                AnsiConsole.Profile.Width = 200;
            }

            var run = Asked(preset, file)?.Plan(new PlanOptions { Calibration = Calibration.ReadFile(new StudyFolder(folder).CalibrationPath) }).In(folder) ?? StudyRun.Open(folder);
            if (index is not null)
            {
                run.Folder.UseIndex(IndexVerbs.SettingsOf(index));
            }

            AnsiConsole.WriteLine(run.Plan.Summary());
            if (retry)
            {
                run.RetryFailed();
            }

            var analysis = await new StudyDisplay(AnsiConsole.Console).RunAsync(run, local, signals.Token);
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

    public static int Report(string folder)
    {
        Console.WriteLine(StudyRun.Open(folder).WriteReport());
        return 0;
    }

    public static int Document(string folder, FileInfo page)
    {
        AtomicFile.WriteAllText(page.FullName, StudyDigest.Into(File.ReadAllText(page.FullName), StudyRun.Open(folder).Analyse()));
        Console.WriteLine(page.FullName);
        return 0;
    }

    public static int Schema()
    {
        Console.Write(StudySchema.ToJson());
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
            ["reusedFlops"] = trial.ReusedFlops,
            ["diskBytes"] = trial.DiskBytes,
            ["memoryBytes"] = trial.MemoryBytes,
            ["seconds"] = plan.TimeOf(trial).TotalSeconds,
            ["key"] = trial.Key,
        })]),
        ["totals"] = new JsonObject { ["trials"] = plan.Trials.Length, ["flops"] = plan.TotalFlops, ["reusedFlops"] = plan.ReusedFlops, ["diskBytes"] = plan.DiskBytes, ["seconds"] = plan.TotalTime.TotalSeconds, ["calibrated"] = plan.Calibrated },
        ["tasks"] = new JsonArray([.. plan.Tasks.Select(task => (JsonNode)new JsonObject { ["name"] = task.Spec.Name, ["seen"] = StudyJson.Node(task.Seen), ["unseen"] = StudyJson.Node(task.Unseen), ["fitRecords"] = task.FitRecords, ["measureRecords"] = task.MeasureRecords })]),
        ["warnings"] = StudyJson.Node(plan.Warnings),
    };

    /// <summary>Says on standard error what is being measured.</summary>
    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"measuring {value}");
    }
}
