using System.Globalization;
using EcgScaling.Training;
using Spectre.Console;

namespace EcgScaling.Samples.PretrainOne;

/// <summary>A bar on standard error: records, rate, time left, and the course of the loss.</summary>
internal sealed class ProgressBar : IProgress<TrainingProgress>, IDisposable
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const int Width = 24;
    private readonly List<double> _cells = [];
    private readonly List<double> _open = [];
    private int _stepsPerCell = 1;
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _display;
    private ProgressTask? _task;

    public ProgressBar()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var started = new TaskCompletionSource();
        _display = console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                _task = context.AddTask("starting");
                started.SetResult();
                await _ended.Task.ConfigureAwait(false);
            });
        started.Task.Wait();
    }

    public void Report(TrainingProgress value)
    {
        Remember(value.Loss);
        _task!.MaxValue = value.TotalRecords;
        _task.Value = value.Records;
        _task.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Records}/{value.TotalRecords} records  {value.RecordsPerSecond:F0}/s  loss {value.Loss:G4} {Sparkline()}  held out {value.HeldOutLoss:G4}");
    }

    public void Dispose()
    {
        _ended.SetResult();
        _display.Wait();
    }

    /// <summary>Keeps the course of the loss in few cells: when they are full, neighbours are merged.</summary>
    private void Remember(double loss)
    {
        _open.Add(loss);
        if (_open.Count < _stepsPerCell)
        {
            return;
        }

        _cells.Add(_open.Average());
        _open.Clear();
        if (_cells.Count > Width)
        {
            var merged = _cells.Chunk(2).Select(pair => pair.Average()).ToArray();
            _cells.Clear();
            _cells.AddRange(merged);
            _stepsPerCell *= 2;
        }
    }

    private string Sparkline()
    {
        if (_cells.Count == 0)
        {
            return string.Empty;
        }

        var (low, high) = (_cells.Min(), _cells.Max());
        return string.Concat(_cells.Select(mean => Levels[high > low ? (int)((mean - low) / (high - low) * (Levels.Length - 1)) : 0]));
    }
}
