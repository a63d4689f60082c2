using System.Buffers.Binary;
using System.Security.Cryptography;
using EcgScaling.Study.Measuring;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace EcgScaling.Study.Running;

/// <summary>
/// Runs trials with <see cref="Trainer"/>: builds the model from the trial's seed, trains it on the trial's nested subset, goes on from checkpoints,
/// and measures the held-out loss. The records are opened once, by the first trial.
/// </summary>
/// <remarks>libtorch's default generator and thread count belong to the process: use one runner in a process, one trial at a time.</remarks>
public sealed class TrialRunner : ITrialRunner
{
    private readonly StudyPlan _plan;
    private readonly StudyFolder _folder;
    private readonly TrialRunnerOptions _options;
    private readonly ILoggerFactory? _loggers;
    private readonly TransferMeasurement _transfer;
    private StudyData? _data;

    /// <summary>Makes a runner.</summary>
    /// <param name="plan">The plan whose trials it runs.</param>
    /// <param name="folder">The study's folder, with its prepared records.</param>
    /// <param name="options">How; default: <see cref="TrialRunnerOptions"/>'s.</param>
    /// <param name="loggers">Where log lines go; null for nowhere.</param>
    public TrialRunner(StudyPlan plan, StudyFolder folder, TrialRunnerOptions? options = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        (_plan, _folder, _options, _loggers) = (plan, folder, options ?? new TrialRunnerOptions(), loggers);
        _transfer = new TransferMeasurement(plan, folder);
    }

    /// <inheritdoc/>
    public Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(report);
        return Task.FromResult(Run(trial, folder, report, cancellationToken));
    }

    /// <summary>Closes the records.</summary>
    public void Dispose()
    {
        _transfer.Dispose();
        _data?.Dispose();
    }

    /// <summary>Measures a trial that is done on the transfer tasks that the plan has and it was not measured on.</summary>
    internal void CatchUp(PlannedTrial trial, TrialFolder folder, CancellationToken stop)
    {
        torch.set_num_threads(_options.Threads);
        _transfer.Run(folder, new torch.Device(trial.Spec.Training.Device), Data, null, stop);
    }

    private StudyData Data => _data ??= StudyData.Open(_plan, _folder);

    private TrialResult Run(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken stop)
    {
        var work = new WorkClock(folder.WorkSecondsPath);
        report(new TrialProgress { Phase = "loading", Steps = trial.Steps });
        var spec = trial.Spec;
        var energy = PackageEnergy.Start();
        var data = Data;
        var exams = data.TrainingExams(spec.Pool ?? spec.Records);
        torch.set_num_threads(_options.Threads);
        var device = new torch.Device(spec.Training.Device);
        using var paradigm = spec.Paradigm.Build(spec.Model, data.Dataset.LabelNames, spec.Training.Seed, device);
        var start = BranchStart.Of(trial, folder, trial.Branch is { } branch ? _folder.OpenStore().FolderOf(branch.Trunk) : null);
        var trainer = new Trainer(spec.Training, _loggers?.CreateLogger<Trainer>() ?? NullLogger<Trainer>.Instance);
        var result = trainer.Train(
            paradigm,
            new TrainingData { Dataset = data.Dataset, Training = exams, HeldOut = data.HeldOut, LoaderThreads = _options.LoaderThreads },
            folder.TrainingPath,
            new Relay(report),
            start,
            stop);
        if (result.Outcome is not (TrainingOutcome.Completed or TrainingOutcome.EarlyStopped) || result.HeldOut is null)
        {
            work.Stop();
            throw result.Outcome switch
            {
                TrainingOutcome.Cancelled => new OperationCanceledException(stop),
                TrainingOutcome.Diverged => new TrialFailedException(FailureKind.Diverged, new TrainingDivergedException(result.Divergence!).Message),
                _ => new TrialFailedException(FailureKind.Error, "The training ended without a held-out loss."),
            };
        }

        try
        {
            _transfer.Run(folder, device, data, task => report(new TrialProgress { Phase = $"measuring {task.Spec.Name}", Step = trial.Steps, Steps = trial.Steps }), stop);
        }
        finally
        {
            work.Stop();
        }

        var finished = ResultOf(trial, folder, result, data, exams, work.Seconds);
        return finished with { Run = finished.Run with { PackageJoules = energy.Joules, Branched = start is not null } };
    }

    private TrialResult ResultOf(PlannedTrial trial, TrialFolder folder, TrainingResult trained, StudyData data, IReadOnlyList<int> exams, double seconds) => new()
    {
        Key = trial.Key,
        Family = trial.Family,
        Paradigm = trial.Spec.Paradigm.Name,
        Arm = trial.Spec.Arm,
        Parameters = trained.Parameters,
        TrainedParameters = trained.TrainedParameters,
        // A single pass over a pool sees as many distinct records as it has taken steps for.
        Records = trial.Spec.Pool is null ? trained.UniqueRecords : Math.Min(trained.Records, trained.UniqueRecords),
        Patients = exams.Select(data.Dataset.PatientKey).Distinct().LongCount(),
        Seed = trial.Spec.Training.Seed,
        Steps = trained.Steps,
        SamplesSeen = trained.Records,
        Flops = trial.Steps > 0 ? trial.Flops * trained.Steps / trial.Steps : 0,
        TrainingLoss = trained.TrainLoss,
        Evaluations = [EvaluationText.ToEvaluation(trained.HeldOut!, "held-out") with { Labels = trained.HeldOut!.Labels.Length }],
        WeightsHash = HashOf(Path.Combine(folder.TrainingPath, "encoder.safetensors")),
        Run = new TrialRun
        {
            Seconds = seconds,
            Device = trial.Spec.Training.Device,
            Threads = _options.Threads,
            Machine = Environment.MachineName,
            Library = typeof(TrialRunner).Assembly.GetName().Version?.ToString(3) ?? "0",
        },
    };

    private static string? HashOf(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        // The header names the run that wrote the file; the weights themselves follow it.
        using var stream = File.OpenRead(path);
        Span<byte> header = stackalloc byte[sizeof(long)];
        stream.ReadExactly(header);
        stream.Seek(BinaryPrimitives.ReadInt64LittleEndian(header), SeekOrigin.Current);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Hands the trainer's progress on.</summary>
    private sealed class Relay(Action<TrialProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(new TrialProgress
        {
            Phase = "training",
            Step = value.Step,
            Steps = value.TotalSteps,
            Loss = value.Loss,
            Rate = value.RecordsPerSecond,
            SecondsLeft = value.Remaining.TotalSeconds,
        });
    }
}
