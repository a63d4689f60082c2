using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Running;

/// <summary>Which trials of a plan one worker is there for.</summary>
internal static class TrialSelection
{
    /// <summary>The places in the plan; null for all.</summary>
    /// <exception cref="SpecException">The index is outside the list or the plan.</exception>
    /// <exception cref="EcgDataException">The list cannot be read.</exception>
    public static IReadOnlyList<int>? Of(StudyPlan plan, WorkerArguments arguments)
    {
        if (arguments is { List: { } list, Index: { } place })
        {
            var key = KeyAt(list, place);
            var index = plan.Trials.Select((trial, at) => (trial, at)).FirstOrDefault(item => item.trial.Key == key, (null!, -1)).at;
            // A plan that was changed while its jobs were queued: the trial is wanted no more, and that is no failure.
            return index < 0 ? [] : [index];
        }

        return arguments switch
        {
            { Index: { } index } => [index],
            { Memory: null, Processes: null } => null,
            _ => [.. Enumerable.Range(0, plan.Trials.Length).Where(at => TrialNeeds.Of(plan.Trials[at]) is var needs && !(needs.Bytes > arguments.Memory) && !(needs.Processes > arguments.Processes))],
        };
    }

    /// <summary>Those of a selection that exactly so many processes train.</summary>
    /// <exception cref="SpecException">The one trial that was asked for takes another number.</exception>
    public static IReadOnlyList<int> For(StudyPlan plan, WorkerArguments arguments, int processes)
    {
        var asked = Of(plan, arguments) ?? [.. Enumerable.Range(0, plan.Trials.Length)];
        if (arguments.Index is not null && asked is [var index] && plan.Trials[index] is { } trial && trial.Processes != processes)
        {
            throw new SpecException("Worker", [$"{trial.Name} is planned for {trial.Processes} processes, {processes} were started; start as many, or plan it with Processes of {processes}."]);
        }

        return [.. asked.Where(at => plan.Trials[at].Processes == processes)];
    }

    private static string KeyAt(string list, int place)
    {
        string[] keys;
        try
        {
            keys = File.ReadAllLines(list);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EcgDataException(list, string.Empty, error.Message, "the list of trials that 'submit' wrote", "Submit the study again.", error);
        }

        return place < keys.Length
            ? keys[place]
            : throw new SpecException("Worker", [$"{WorkerArguments.IndexOption} is {place}; {list} lists {keys.Length} trials, counted from 0."]);
    }
}
