using System.Diagnostics;
using System.Diagnostics.Metrics;
using EcgScaling.Data.Loading;
using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>Runs the trainer on one net until the time is over, watching from outside: progress for whole steps, meters for what a step was made of.</summary>
internal sealed class LoopTimer : IProgress<TrainingProgress>
{
    // Enough for a step to be recorded and the libraries to have chosen their algorithms.
    private const int WarmUpSteps = 3;
    private const int DeviceWarmUpSteps = 20;
    private readonly List<double> _whole = [];
    private readonly double _limit;
    private readonly int _warmUp;
    private readonly CancellationTokenSource _stop;
    private double _overhead;
    private double _step;
    private double _wait;
    private long _last;
    private int _reports;

    private LoopTimer(double limit, int warmUp, CancellationTokenSource stop) => (_limit, _warmUp, _stop) = (limit, warmUp, stop);

    public static LoopTiming Measure(Net net, int threads, double seconds, string store, string device, Precision precision)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-loop-run-{Guid.NewGuid():N}");
        using var data = PreparedStore.Open(store);
        using var stop = new CancellationTokenSource();
        var timer = new LoopTimer(seconds, device == "cpu" ? WarmUpSteps : DeviceWarmUpSteps, stop);
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter.Name == "EcgScaling.Training") { own.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => timer.Note(instrument.Name, value));
        listener.Start();
        using var paradigm = new SupervisedConfig { Labels = [.. data.LabelNames.Take(Net.Classes)] }.Build(net.Config, data.LabelNames, seed: 1);
        var config = new TrainingConfig
        {
            Duration = Duration.Steps(1_000_000),
            BatchSize = net.Batch,
            Checkpoints = new() { Points = new TrainingPoints(), KeepBest = false },
            Threads = threads,
            Device = device,
            Precision = precision,
        };
        try
        {
            var result = new Trainer(config).Train(paradigm, new TrainingData { Dataset = data, Training = [.. Enumerable.Range(0, data.Count)] }, folder, timer, cancellation: stop.Token);
            return new LoopTiming(result.TrainedParameters, timer._whole, timer._overhead / timer._whole.Sum(), result.PeakRssBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Report(TrainingProgress value)
    {
        var now = Stopwatch.GetTimestamp();
        if (++_reports > _warmUp)
        {
            var whole = Stopwatch.GetElapsedTime(_last, now).TotalSeconds;
            _whole.Add(whole);
            _overhead += whole - (_step - _wait);
            if (_whole.Count > WarmUpSteps && _whole.Sum() > _limit)
            {
                _stop.Cancel();
            }
        }

        _last = now;
    }

    private void Note(string instrument, double value)
    {
        switch (instrument)
        {
            case "ecgscaling.training.step.duration":
                _step = value;
                break;
            case "ecgscaling.training.loader.wait":
                _wait = value;
                break;
        }
    }
}
