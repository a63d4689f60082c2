using System.Buffers.Binary;
using System.Security.Cryptography;
using EcgScaling.Study.Measuring;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Paradigms;
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
    private readonly TrialCrew? _crew;
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

    /// <summary>Makes a runner whose trials are trained by processes that a launcher started.</summary>
    internal TrialRunner(StudyPlan plan, StudyFolder folder, TrialRunnerOptions options, TrialCrew crew, ILoggerFactory? loggers)
        : this(plan, folder, options, loggers) => _crew = crew;

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

    /// <summary>Trains this process's part of a trial that process 0 has claimed; writes nothing.</summary>
    internal void TrainBeside(TrialOrder order, IProcessGroup group, CancellationToken stop)
    {
        var trial = _plan.Trials.FirstOrDefault(trial => trial.Key == order.Key)
            ?? throw new SpecException("Worker", [$"process 0 trains the trial {order.Key}, which the plan that this process read does not have; it was changed meanwhile, start all of them again."]);
        torch.set_num_threads(_options.Threads);
        using var paradigm = Build(trial, group.Device);
        Train(trial, paradigm, _folder.OpenStore().FolderOf(order.Key), order.Start, group, null, stop);
    }

    private StudyData Data => _data ??= StudyData.Open(_plan, _folder);

    private TrialResult Run(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken stop)
    {
        var work = new WorkClock(folder.WorkSecondsPath);
        report(new TrialProgress { Phase = "loading", Steps = trial.Steps });
        var spec = trial.Spec;
        var energy = PackageEnergy.Start();
        var data = Data;
        torch.set_num_threads(_options.Threads);
        var start = BranchStart.Of(trial, folder, trial.Branch is { } branch ? _folder.OpenStore().FolderOf(branch.Trunk) : null);
        var result = TrainTogether(trial, folder, start, report, stop);
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
            _transfer.Run(folder, new torch.Device(spec.Training.Device), data, task => report(new TrialProgress { Phase = $"measuring {task.Spec.Name}", Step = trial.Steps, Steps = trial.Steps }), stop);
        }
        finally
        {
            work.Stop();
        }

        var finished = ResultOf(trial, folder, result, data, ExamsOf(trial), work.Seconds);
        return finished with { Run = finished.Run with { PackageJoules = energy.Joules, Branched = start is not null } };
    }

    /// <summary>Trains a trial in this process, or in as many as it takes: those that a launcher started with this one, else some that are started here for it.</summary>
    private TrainingResult TrainTogether(PlannedTrial trial, TrialFolder folder, string? start, Action<TrialProgress> report, CancellationToken stop)
    {
        if (trial.Processes == 1)
        {
            using var paradigm = Build(trial, new torch.Device(trial.Spec.Training.Device));
            return Train(trial, paradigm, folder, start, null, report, stop);
        }

        using var local = _crew is null ? LocalCrew.Start(trial, _folder, _options, stop) : null;
        try
        {
            return (_crew ?? local!.Crew).Train(new TrialOrder(trial.Key, start), group =>
            {
                using var paradigm = Build(trial, group.Device);
                return Train(trial, paradigm, folder, start, group, report, stop);
            });
        }
        catch (ProcessGroupException error) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, stop);
        }
        catch (ProcessGroupException error) when (local is not null)
        {
            throw new TrialFailedException(FailureKind.Error, $"{error.Message} {local.Ends()}".TrimEnd(), error);
        }
    }

    private Paradigm Build(PlannedTrial trial, torch.Device device) => trial.Spec.Paradigm.Build(trial.Spec.Model, Data.Dataset.LabelNames, trial.Spec.Training.Seed, device);

    private IReadOnlyList<int> ExamsOf(PlannedTrial trial) => Data.TrainingExams(trial.Spec.Pool ?? trial.Spec.Records);

    private TrainingResult Train(PlannedTrial trial, Paradigm paradigm, TrialFolder folder, string? start, IProcessGroup? group, Action<TrialProgress>? report, CancellationToken stop)
    {
        var trainer = new Trainer(trial.Spec.Training, _loggers?.CreateLogger<Trainer>() ?? NullLogger<Trainer>.Instance, processes: group);
        var data = new TrainingData { Dataset = Data.Dataset, Training = ExamsOf(trial), HeldOut = Data.HeldOut, LoaderThreads = _options.LoaderThreads, ResidentBytes = _options.ResidentBytes };
        return trainer.Train(paradigm, data, folder.TrainingPath, report is null ? null : new Relay(report), start, stop);
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
            Processes = trial.Processes,
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
