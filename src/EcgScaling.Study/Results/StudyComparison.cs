using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EcgScaling.Study.Results;

/// <summary>Whether two runs of one plan gave the same numbers, to the last bit. What differs from run to run by its nature (<see cref="TrialResult.Run"/>) is left out.</summary>
public sealed record StudyComparison
{
    /// <summary>Trials that both have, with equal results.</summary>
    public required int Equal { get; init; }

    /// <summary>Trials that both have, with what differs: a sentence each.</summary>
    public required ImmutableArray<string> Different { get; init; }

    /// <summary>Trials that only the first has, by name.</summary>
    public required ImmutableArray<string> OnlyFirst { get; init; }

    /// <summary>Trials that only the second has, by name.</summary>
    public required ImmutableArray<string> OnlySecond { get; init; }

    /// <summary>Whether both have the same trials with the same numbers.</summary>
    public bool Same => Different.IsEmpty && OnlyFirst.IsEmpty && OnlySecond.IsEmpty;

    /// <summary>Compares.</summary>
    public static StudyComparison Of(StudyResults first, StudyResults second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (left, right) = (first.Trials.ToDictionary(trial => trial.Key), second.Trials.ToDictionary(trial => trial.Key));
        var differences = left.Values.Where(trial => right.ContainsKey(trial.Key)).Select(trial => (Trial: trial, Members: DifferingMembers(trial, right[trial.Key]))).ToArray();
        return new StudyComparison
        {
            Equal = differences.Count(item => item.Members.Length == 0),
            Different = [.. differences.Where(item => item.Members.Length > 0).Select(item => $"{NameOf(first, item.Trial)}: {string.Join(", ", item.Members)}")],
            OnlyFirst = [.. left.Values.Where(trial => !right.ContainsKey(trial.Key)).Select(trial => NameOf(first, trial))],
            OnlySecond = [.. right.Values.Where(trial => !left.ContainsKey(trial.Key)).Select(trial => NameOf(second, trial))],
        };
    }

    private static string NameOf(StudyResults results, TrialResult trial) => results.Plan.Trials.First(planned => planned.Key == trial.Key).Name;

    private static string[] DifferingMembers(TrialResult first, TrialResult second)
    {
        var (left, right) = (NumbersOf(first), NumbersOf(second));
        return [.. left.Select(member => member.Key).Union(right.Select(member => member.Key))
            .Where(name => !JsonNode.DeepEquals(left[name], right[name]))
            .Select(name => $"{name} is {left[name]?.ToJsonString() ?? "missing"} and {right[name]?.ToJsonString() ?? "missing"}")];
    }

    private static JsonObject NumbersOf(TrialResult trial)
    {
        var json = StudyJson.Node(trial)!.AsObject();
        json.Remove("run");
        // The name of the arm is a title; it may have been changed between two runs.
        json.Remove("arm");
        return json;
    }
}
