using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Data;
using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EcgScaling.Samples;

/// <summary>Shows a running study: a live table on a terminal, plain lines elsewhere.</summary>
internal sealed class StudyDisplay(IAnsiConsole console)
{
    private const int HeaderLines = 8;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private DataProgress? _preparing;
    private StudyProgress? _running;

    /// <summary>Runs a study under the display.</summary>
    public async Task<StudyAnalysis> RunAsync(StudyRun run, LocalRun local, CancellationToken cancellation)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            return await RunPlainAsync(run, local, cancellation);
        }

        StudyAnalysis? analysis = null;
        await console.Live(new Text("Starting")).Overflow(VerticalOverflow.Crop).AutoClear(false).StartAsync(async live =>
        {
            var work = run.RunAsync(local, Take<StudyProgress>(value => _running = value), Take<DataProgress>(value => _preparing = value), cancellation: cancellation);
            while (!work.IsCompleted)
            {
                live.UpdateTarget(Picture(cancellation.IsCancellationRequested));
                await Task.WhenAny(work, Task.Delay(250, CancellationToken.None));
            }

            live.UpdateTarget(Picture(stopping: false));
            analysis = await work;
        });
        return analysis!;
    }

    private async Task<StudyAnalysis> RunPlainAsync(StudyRun run, LocalRun local, CancellationToken cancellation)
    {
        var told = new HashSet<string>();
        var phase = string.Empty;
        var last = 0L;
        var lines = Take<StudyProgress>(progress =>
        {
            foreach (var (trial, status) in progress.Trials.Where(item => item.Status.State is TrialState.Done or TrialState.Failed && told.Add(item.Trial.Key)))
            {
                console.WriteLine(status.Result is { } result
                    ? string.Create(CultureInfo.InvariantCulture, $"[{progress.Done + progress.Failed}/{progress.Trials.Length}] {trial.Name}: held-out loss {result.Loss:F4}, {PlanTable.Duration(TimeSpan.FromSeconds(result.Run.Seconds))}")
                    : $"FAILED {trial.Name}: {status.Failure?.Message}");
            }

            if (TimeProvider.System.GetElapsedTime(last) >= LineInterval && progress.Running > 0)
            {
                last = TimeProvider.System.GetTimestamp();
                console.WriteLine(Headline(progress));
            }
        });
        var preparing = Take<DataProgress>(progress =>
        {
            if (progress.Activity != phase)
            {
                phase = progress.Activity;
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Activity}: {progress.Total:N0} records"));
            }
        });
        return await run.RunAsync(local, lines, preparing, cancellation: cancellation);
    }

    private IRenderable Picture(bool stopping)
    {
        lock (_lock)
        {
            if (_running is not { } progress)
            {
                return new Text(_preparing is { } preparing ? string.Create(CultureInfo.InvariantCulture, $"{preparing.Activity}: {preparing.Done:N0} of {preparing.Total:N0} records") : "Looking at the records");
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("trial", "progress", "loss", "records/s", "left");
            foreach (var (trial, status) in Visible(progress))
            {
                table.AddRow(new Text(trial.Name), Bar(status), new Text(Loss(status)), new Text(status.State == TrialState.Running && status.Progress?.Rate is { } rate ? rate.ToString("N0", CultureInfo.InvariantCulture) : string.Empty),
                    new Text(status.State == TrialState.Running && status.Progress?.SecondsLeft is { } seconds ? PlanTable.Duration(TimeSpan.FromSeconds(seconds)) : string.Empty));
            }

            return new Rows(new Text(stopping ? "Stopping: running trials write their checkpoints" : Headline(progress)), table);
        }
    }

    /// <summary>All trials where the window holds them, else those that run, those done last and those that come next.</summary>
    private ImmutableArray<(PlannedTrial Trial, TrialStatus Status)> Visible(StudyProgress progress)
    {
        var room = Math.Max(4, console.Profile.Height - HeaderLines);
        return progress.Trials.Length <= room
            ? progress.Trials
            : [.. progress.Trials.OrderBy(item => item.Status.State switch { TrialState.Running => 0, TrialState.Failed => 1, TrialState.Interrupted => 2, TrialState.Done => 3, _ => 4 }).Take(room)];
    }

    private static string Headline(StudyProgress progress) => string.Create(CultureInfo.InvariantCulture,
        $"{progress.Done} of {progress.Trials.Length} trials done, {progress.Running} running{(progress.Failed > 0 ? $", {progress.Failed} failed" : string.Empty)}, {100 * progress.Fraction:F0} % of the compute{(progress.Remaining is { } left ? $", about {PlanTable.Duration(left)} left" : string.Empty)}");

    private static Markup Bar(TrialStatus status)
    {
        const int width = 20;
        var filled = (int)Math.Round(width * (status.State == TrialState.Done ? 1 : status.Progress?.Fraction ?? 0));
        var colour = status.State switch { TrialState.Done => "green", TrialState.Failed => "red", TrialState.Running => "blue", _ => "grey" };
        var word = status.State switch { TrialState.Done => "done", TrialState.Failed => "failed", TrialState.Running => status.Progress?.Phase ?? "starting", TrialState.Interrupted => "interrupted", _ => "waiting" };
        return new Markup($"[{colour}]{new string('━', filled)}[/][grey]{new string('─', width - filled)}[/] {Markup.Escape(word)}");
    }

    private static string Loss(TrialStatus status) => (status.Result?.Loss ?? status.Progress?.Loss)?.ToString("F4", CultureInfo.InvariantCulture) ?? string.Empty;

    private InlineProgress<T> Take<T>(Action<T> take) => new(value =>
    {
        lock (_lock)
        {
            take(value);
        }
    });

    /// <summary>Reports on the calling thread; <see cref="Progress{T}"/> would let lines overtake each other.</summary>
    private sealed class InlineProgress<T>(Action<T> take) : IProgress<T>
    {
        public void Report(T value) => take(value);
    }
}
