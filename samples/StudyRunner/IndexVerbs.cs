using EcgScaling.Study;
using EcgScaling.Study.Indexing;
using EcgScaling.Study.Postgres;
using EcgScaling.Study.Sqlite;

namespace EcgScaling.Samples;

/// <summary>The verb that keeps an index beside the trials' folders.</summary>
internal static class IndexVerbs
{
    private const string PostgresPrefix = PostgresTrialIndex.Kind + ":";

    public static int Run(string what, string folder)
    {
        var run = StudyRun.Open(folder);
        if (what != "rebuild")
        {
            run.Folder.UseIndex(SettingsOf(what));
        }

        if (what != "none")
        {
            var known = run.Folder.OpenStore().RebuildIndex([.. run.Plan.Trials.Select(trial => trial.Key)]);
            Console.WriteLine($"The index knows {known} of {run.Plan.Trials.Length} trials; the others were not begun or are running.");
        }

        return 0;
    }

    /// <summary>Reads <c>sqlite</c>, <c>postgres:CONNECTION</c> or <c>none</c>.</summary>
    public static IndexSettings? SettingsOf(string text) => text switch
    {
        "none" => null,
        "sqlite" => SqliteTrialIndex.Settings(),
        _ when text.StartsWith(PostgresPrefix, StringComparison.Ordinal) => PostgresTrialIndex.Settings(text[PostgresPrefix.Length..]),
        _ => throw new ArgumentException($"There is no index '{text}'; there are sqlite, postgres:CONNECTION (such as postgres:Host=db;Database=studies;Username=ecg) and none."),
    };
}
