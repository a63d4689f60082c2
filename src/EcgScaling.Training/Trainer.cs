using System.Text;
using System.Text.Json;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace EcgScaling.Training;

/// <summary>
/// Trains any <see cref="Paradigm"/>. It owns the lifetime of every tensor of a step, writes metrics and checkpoints to a run folder, goes on
/// from the newest whole checkpoint it finds there, and ends within one step when asked to.
/// </summary>
/// <remarks>
/// Same configuration, data, device and thread count give the same bytes, interrupted or not. A run uses torch's default generator and thread
/// count, which belong to the process: make runs side by side in processes of their own.
/// </remarks>
public sealed class Trainer
{
    private readonly TrainingConfig _config;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly IProcessGroup _processes;

    /// <summary>Makes a trainer.</summary>
    /// <param name="config">How to train.</param>
    /// <param name="logger">Where log lines go; null for nowhere.</param>
    /// <param name="time">The clock of the measurements; null for the system's.</param>
    /// <param name="processes">
    /// The processes that train together, each with the same configuration, data and paradigm; null for this one alone. They share each batch of
    /// <see cref="TrainingConfig.BatchSize"/> records evenly. The caller disposes of it.
    /// </param>
    /// <exception cref="SpecException">The configuration is out of range, or asks for what the device does not have.</exception>
    public Trainer(TrainingConfig config, ILogger<Trainer>? logger = null, TimeProvider? time = null, IProcessGroup? processes = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        (_config, _logger, _time) = (config, logger ?? NullLogger<Trainer>.Instance, time ?? TimeProvider.System);
        _processes = processes ?? new LoneProcess(new torch.Device(config.Device));
    }

    /// <summary>Trains, or goes on, or returns the result of a run that has ended.</summary>
    /// <param name="paradigm">What is trained; the caller disposes of it. Fresh weights are expected: build it from the same seed when going on.</param>
    /// <param name="data">What it is trained and measured on.</param>
    /// <param name="folder">The run folder; made when missing.</param>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="startFrom">
    /// A checkpoint of another run of the same network and paradigm to start from, with its weights, optimiser, step and place in the data:
    /// decaying from the constant part of a WSD run gives several data points for the price of one.
    /// </param>
    /// <param name="cancellation">Ends the run within one step; a checkpoint is written and the outcome is <see cref="TrainingOutcome.Cancelled"/>.</param>
    /// <returns>The result. A divergence is an outcome, not an exception; <see cref="TrainingResult.ThrowIfDiverged"/> makes it one.</returns>
    /// <exception cref="SpecException">Configuration, data and paradigm do not fit, or the folder holds another run.</exception>
    /// <exception cref="EcgDataException">A tracing cannot be read.</exception>
    /// <exception cref="ProcessGroupException">Another of several processes failed, ended, or did not come in time.</exception>
    public TrainingResult Train(
        Paradigm paradigm, TrainingData data, string folder, IProgress<TrainingProgress>? progress = null, string? startFrom = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paradigm);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            return Start(paradigm, data, folder, progress, startFrom, cancellation);
        }
        catch (Exception error) when (error is not ProcessGroupException)
        {
            if (_processes.Explain(error) is { } lost)
            {
                throw lost;
            }

            // The others may be waiting for this process.
            _processes.Fail(error.Message);
            throw;
        }
    }

    private TrainingResult Start(Paradigm paradigm, TrainingData data, string folder, IProgress<TrainingProgress>? progress, string? startFrom, CancellationToken cancellation)
    {
        RequireFit(paradigm, data);
        if (_config.Threads is { } threads)
        {
            torch.set_num_threads(threads);
        }

        var run = new RunFolder(folder);
        var description = RunDescription.Of(_config, paradigm, data, startFrom, _processes.Size);
        RequireSameRun(description);
        using var units = TensorFloat32.For(_config.Precision, _config.Device);
        using var activity = TrainingTelemetry.Activities.StartActivity("train");
        // The session is made first: a run that cannot work does not claim the folder.
        using var session = new TrainingSession(_config, paradigm, data, run, description.Identity, _processes, _logger, _time);
        if (Finished(run, description) is { } finished)
        {
            TrainingLog.AlreadyFinished(_logger, run.Path, finished.Outcome);
            return finished;
        }

        session.Resume(startFrom);
        return session.Run(progress, cancellation);
    }

    /// <summary>Process 0 alone touches the folder; what it finds there, all return.</summary>
    private TrainingResult? Finished(RunFolder run, RunDescription description)
    {
        TrainingResult? result = null;
        if (_processes.Rank == 0)
        {
            run.Claim(description);
            result = run.Result();
        }

        var text = _processes.BroadcastText(result?.ToText() ?? string.Empty);
        return text.Length == 0 ? null : TrainingResult.FromText(text);
    }

    private void RequireSameRun(RunDescription description)
    {
        if (_processes.Size == 1)
        {
            return;
        }

        var all = _processes.GatherBytes(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(description, TrainingJson.Line)))
            .Select(bytes => JsonSerializer.Deserialize<RunDescription>(bytes, TrainingJson.Line)!).ToArray();
        SpecException.ThrowIfAny("The processes of the run",
        [
            .. all.Index().Where(item => item.Item.Identity != all[0].Identity)
                .Select(item => $"process {item.Index} has {string.Join(", ", all[0].DifferencesFrom(item.Item))} than process 0; start all with the same arguments."),
        ]);
    }

    private void RequireFit(Paradigm paradigm, TrainingData data)
    {
        var problems = new List<string>();
        if (data.Training.Count == 0)
        {
            problems.Add("TrainingData.Training is empty; give the places of the training exams, for example PatientSplit.Training.");
        }

        if (data.ResidentBytes < 0)
        {
            problems.Add($"TrainingData.ResidentBytes is {data.ResidentBytes}; it is zero or more, or null for the default.");
        }

        foreach (var dataset in new[] { data.Dataset, data.HeldOut.Count > 0 ? data.HeldOutSource : data.Dataset }.Distinct())
        {
            var (taken, given) = (paradigm.Encoder.Input, dataset.Spec);
            if (!taken.Leads.Equals(given.Leads) || taken.Rate != given.Rate || taken.Samples != given.Samples)
            {
                problems.Add($"the encoder takes {Describe(taken)}, {dataset.Name} has {Describe(given)}; build the encoder with Input = dataset.Spec, or prepare the data for it.");
            }

            var missing = paradigm.Labels.Except(dataset.LabelNames, StringComparer.Ordinal).ToArray();
            if (missing.Length > 0)
            {
                problems.Add($"'{paradigm.Name}' needs the labels {string.Join(", ", missing)}, which {dataset.Name} does not have; it has {string.Join(", ", dataset.LabelNames)}.");
            }
        }

        if (_config.MicroBatchSize is { } micro && micro < _config.BatchSizeFor(paradigm.Encoder.Config.ParameterCount) && !paradigm.IsMeanOverExams)
        {
            problems.Add($"MicroBatchSize is {micro}, but '{paradigm.Name}' compares the exams of a batch with one another; set it to null.");
        }

        if (_processes.Size > 1 && !paradigm.IsMeanOverExams && !paradigm.GathersProcesses)
        {
            problems.Add($"'{paradigm.Name}' compares the exams of a batch with one another but sees one process's part only; gather them with LossContext.Gather and override GathersProcesses, or run one process.");
        }

        if (_processes.Size > 1 && _config.MicroBatchSize is { } parts && parts < _config.BatchSize / _processes.Size && _config.BatchSize / _processes.Size % parts != 0)
        {
            problems.Add($"MicroBatchSize is {parts}, but each of {_processes.Size} processes has {_config.BatchSize / _processes.Size} records of a batch; take a divisor of that.");
        }

        if (_processes.Device.type != new torch.Device(_config.Device).type)
        {
            problems.Add($"Device is '{_config.Device}', but the processes were joined on '{_processes.Device}'; give ProcessGroups.Join the same device.");
        }

        if (_config.Precision == Precision.TensorFloat32 && !_config.Device.StartsWith("cuda", StringComparison.Ordinal))
        {
            problems.Add($"Precision is {_config.Precision}, which needs a CUDA device; Device is '{_config.Device}'. Use Precision.Full or Precision.BFloat16.");
        }

        if (_config.Precision == Precision.BFloat16 && !MixedPrecision.IsAvailable)
        {
            problems.Add("Precision is BFloat16, which is not available in this backend: TorchSharp has no autocast. Build with -p:NativeBackend=System on Linux, or use Precision.Full.");
        }

        if (_config.Device.StartsWith("cuda", StringComparison.Ordinal) && !torch.cuda.is_available())
        {
            problems.Add($"Device is '{_config.Device}', but this libtorch {torch.__version__} sees no CUDA device; use 'cpu'.");
        }

        SpecException.ThrowIfAny("Training", problems);
    }

    private static string Describe(EcgSpec spec) => $"{spec.Leads} at {spec.Rate}, {spec.Samples} samples";
}
