using System.Globalization;
using System.Text.Json.Nodes;
using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using Spectre.Console;

namespace EcgScaling.Samples;

/// <summary>The verb that shows where a study stands and what it says so far.</summary>
internal static class StatusVerb
{
    public static int Run(string folder, bool json, bool all, bool fit)
    {
        var run = StudyRun.Open(folder);
        var progress = run.Status();
        // Only what is finished is fitted: a study of a few trials says so instead of showing laws.
        var analysis = fit && progress.Done > 0 ? run.Analyse() : null;
        if (json)
        {
            Console.WriteLine(ToJson(progress, analysis).ToJsonString(StudyJson.Options));
            return 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Trials.Length} trials done, {progress.Running} running, {progress.Failed} failed; {100 * progress.Fraction:F1} % of the compute, {progress.DeviceHours:F2} device hours{(progress.Remaining is { } left ? $", about {PlanTable.Duration(left)} left" : string.Empty)}"));
        foreach (var (trial, status) in progress.Trials.Where(item => all || item.Status.State is TrialState.Running or TrialState.Failed or TrialState.Interrupted))
        {
            Console.WriteLine(Line(trial, status));
        }

        if (analysis is not null)
        {
            if (analysis.Laws.Any(law => law.Fit is not null))
            {
                AnsiConsole.Write(FitTable.Of(analysis));
            }
            else
            {
                Console.WriteLine("No law can be fitted yet.");
            }
        }

        return 0;
    }

    private static string Line(PlannedTrial trial, TrialStatus status) => status.State switch
    {
        TrialState.Done => string.Create(CultureInfo.InvariantCulture, $"  done         {trial.Name}: loss {status.Result!.Loss:F4}, {PlanTable.Duration(TimeSpan.FromSeconds(status.Result.Run.Seconds))}"),
        TrialState.Running => string.Create(CultureInfo.InvariantCulture, $"  running      {trial.Name}: step {status.Progress?.Step} of {status.Progress?.Steps} on {status.Holder}"),
        TrialState.Interrupted => string.Create(CultureInfo.InvariantCulture, $"  interrupted  {trial.Name}: step {status.Progress?.Step} of {status.Progress?.Steps}{(status.Failure is { } failure ? $", after {failure.Message}" : string.Empty)}"),
        TrialState.Failed => $"  failed       {trial.Name}: {status.Failure?.Message}",
        _ => $"  waiting      {trial.Name}",
    };

    private static JsonObject ToJson(StudyProgress progress, StudyAnalysis? analysis) => new()
    {
        ["trials"] = progress.Trials.Length,
        ["done"] = progress.Done,
        ["running"] = progress.Running,
        ["failed"] = progress.Failed,
        ["fraction"] = progress.Fraction,
        ["deviceHours"] = progress.DeviceHours,
        ["secondsLeft"] = progress.Remaining?.TotalSeconds,
        ["fits"] = new JsonArray([.. (analysis?.Laws ?? []).Where(law => law.Fit is not null).Select(law => (JsonNode)new JsonObject
        {
            ["family"] = law.Group.Family,
            ["arm"] = law.Group.Arm,
            ["law"] = law.Kind.ToString(),
            ["trials"] = law.Points.Length,
            ["parameters"] = StudyJson.Node(law.Parameters),
        })]),
    };
}
