using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using EcgScaling.Study.Planning;
using EcgScaling.Training;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Evaluation;
using TorchSharp;

namespace EcgScaling.Study.Calibrating;

/// <summary>
/// Trains some of a plan's models for some steps on noise and takes the time, so that the plan's predicted times rest on this machine. What was measured before is kept.
/// libtorch is loaded here, never by planning.
/// </summary>
public static class StudyCalibration
{
    private const int WarmUpSteps = 2;

    /// <summary>Measures what is not measured yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="known">What was measured on this machine before; null for nothing.</param>
    /// <param name="options">How much; null for the defaults.</param>
    /// <param name="progress">Told the name of each model before it is measured.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Stops within a step.</param>
    /// <exception cref="SpecException">An option is out of range, or a device is not there.</exception>
    public static Calibration Measure(
        StudyPlan plan, Calibration? known = null, CalibrationOptions? options = null, IProgress<string>? progress = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new CalibrationOptions();
        options.Validate();
        time ??= TimeProvider.System;
        var machine = Environment.MachineName;
        var points = (known is { } before && before.Machine == machine ? before.Points : []).ToBuilder();
        foreach (var trial in Chosen(plan, options.Sizes))
        {
            var key = KeyOf(trial, options.Threads);
            if (points.Any(point => point.Key == key))
            {
                continue;
            }

            progress?.Report(trial.Name);
            points.Add(Measure(trial, plan, key, options, cancellation));
        }

        return new Calibration { Machine = machine, Measured = time.GetUtcNow(), Points = points.ToImmutable() };
    }

    /// <summary>One trial for each family, paradigm, device and chosen size.</summary>
    private static IEnumerable<PlannedTrial> Chosen(StudyPlan plan, int sizes) => plan.Trials
        .GroupBy(trial => (trial.Family, trial.Spec.Paradigm.Name, trial.Spec.Training.Device))
        .SelectMany(group =>
        {
            PlannedTrial[] ladder = [.. group.OrderBy(trial => trial.Parameters).DistinctBy(trial => trial.Parameters)];
            var count = Math.Min(sizes, ladder.Length);
            return Enumerable.Range(0, count).Select(step => ladder[count == 1 ? ladder.Length / 2 : (int)Math.Round((double)step * (ladder.Length - 1) / (count - 1))]).Distinct();
        });

    private static CalibrationPoint Measure(PlannedTrial trial, StudyPlan plan, string key, CalibrationOptions options, CancellationToken cancellation)
    {
        var batch = (int)Math.Min(trial.Spec.Training.BatchSize, trial.Spec.Pool ?? trial.Spec.Records);
        ImmutableArray<string> labels = plan.Data.Labels.IsEmpty ? ["a", "b", "c", "d", "e", "f"] : plan.Data.Labels;
        using var noise = new NoiseDataset(plan.Data.Input, labels, 4 * batch);
        var training = trial.Spec.Training with
        {
            Duration = Duration.Steps(WarmUpSteps + options.Steps),
            BatchSize = batch,
            Threads = options.Threads,
            EarlyStop = null,
            Evaluation = new EvaluationPlan { Points = new TrainingPoints(), BootstrapResamples = 0 },
            Checkpoints = new CheckpointPlan { Points = new TrainingPoints(), KeepBest = false },
        };
        var folder = Directory.CreateTempSubdirectory("ecg-calibration-").FullName;
        try
        {
            var device = new torch.Device(training.Device);
            using var paradigm = trial.Spec.Paradigm.Build(trial.Spec.Model, labels, 1, device);
            var watch = new StepWatch();
            new Trainer(training).Train(
                paradigm, new TrainingData { Dataset = noise, Training = [.. Enumerable.Range(0, noise.Count)] }, folder, watch, cancellation: cancellation);
            cancellation.ThrowIfCancellationRequested();
            var seconds = watch.Median(WarmUpSteps);
            return new CalibrationPoint
            {
                Family = trial.Family,
                Paradigm = trial.Spec.Paradigm.Name,
                Parameters = trial.Parameters,
                BatchSize = batch,
                Device = training.Device,
                Threads = options.Threads,
                SecondsPerStep = seconds,
                SecondsPerFlop = seconds * trial.Steps / trial.Flops,
                Key = key,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string KeyOf(PlannedTrial trial, int threads) => CanonicalJson.Hash(new JsonObject
    {
        ["model"] = JsonNode.Parse(trial.Spec.Model.ToJson()),
        ["paradigm"] = StudyJson.Node(trial.Spec.Paradigm),
        ["batch"] = trial.Spec.Training.BatchSize,
        ["micro"] = trial.Spec.Training.MicroBatchSize,
        ["device"] = trial.Spec.Training.Device,
        ["threads"] = threads,
    });

    /// <summary>Takes the time between steps.</summary>
    private sealed class StepWatch : IProgress<TrainingProgress>
    {
        private readonly List<long> _times = [];

        public void Report(TrainingProgress value) => _times.Add(Stopwatch.GetTimestamp());

        /// <summary>The median time of a step, in seconds, the first ones left out.</summary>
        public double Median(int skip)
        {
            var steps = _times.Zip(_times.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds).Skip(Math.Max(0, skip - 1)).Order().ToArray();
            return steps.Length == 0 ? double.NaN : steps[steps.Length / 2];
        }
    }
}
