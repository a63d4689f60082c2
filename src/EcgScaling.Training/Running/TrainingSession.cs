using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using EcgScaling.Models.Weights;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running.Recorded;
using EcgScaling.Training.Running.Resident;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>One run in this process: the loop over the steps and what happens between them.</summary>
internal sealed partial class TrainingSession : IDisposable
{
    private readonly TrainingConfig _config;
    private readonly Paradigm _paradigm;
    private readonly TrainingData _data;
    private readonly RunFolder _folder;
    private readonly string _identity;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly IProcessGroup _processes;
    private readonly Device _device;
    private readonly IEcgDataset _source;
    private readonly IReadOnlyList<int> _exams;
    private readonly int _batchSize;
    private readonly BatchLoader _plan;
    private readonly long _totalSteps;
    private readonly WeightUpdate _update;
    private readonly WeightAverage? _average;
    private readonly LearningRateSchedule _schedule;
    private BatchFeed? _feed;
    private readonly TrainingStep _step;
    private RecordedStep? _recorded;
    private readonly ImmutableSortedSet<long> _evaluations;
    private readonly ImmutableSortedSet<long> _checkpoints;
    private readonly ImmutableSortedSet<long> _kept;
    private LossWatch _watch;
    private MetricsLog? _metrics;
    private SessionState _state = new();
    private EvaluationResult? _heldOut;
    private long _savedStep = -1;

    public TrainingSession(TrainingConfig config, Paradigm paradigm, TrainingData data, RunFolder folder, string identity, IProcessGroup processes, ILogger logger, TimeProvider time)
    {
        (_config, _paradigm, _data, _folder, _identity, _processes, _logger, _time) = (config, paradigm, data, folder, identity, processes, logger, time);
        _device = processes.Device;
        (_source, _exams) = paradigm.Draw(data.Dataset, data.Training);
        _batchSize = Math.Min(config.BatchSizeFor(paradigm.Encoder.Config.ParameterCount), _exams.Count);
        if (_batchSize < paradigm.SmallestBatch)
        {
            SpecException.ThrowIfAny("Training", [$"'{paradigm.Name}' needs batches of at least {paradigm.SmallestBatch}; BatchSize is {config.BatchSize} and {data.Training.Count} exams give {_exams.Count} items."]);
        }

        if (_batchSize % processes.Size != 0)
        {
            SpecException.ThrowIfAny("Training", [$"a batch has {_batchSize} items, which {processes.Size} processes cannot share evenly; set BatchSize to {Math.Max(1, _batchSize / processes.Size) * processes.Size}."]);
        }

        paradigm.to(_device);
        paradigm.train();
        _plan = new BatchLoader(_source, _exams, LoaderOptions(0, 0));
        var recordsPerEpoch = _plan.StepsPerEpoch * _batchSize;
        _totalSteps = config.Duration.ToSteps(_batchSize, recordsPerEpoch);
        _update = new WeightUpdate(config.Optimizer, paradigm);
        _average = config.EmaDecay is { } decay ? new WeightAverage(decay, _update.Trained) : null;
        _schedule = new LearningRateSchedule(config.Schedule, config.LearningRate.Resolve(paradigm.Encoder.Config.ParameterCount, _batchSize), _totalSteps);
        _step = new TrainingStep(config, _batchSize, paradigm, _update, _average, processes, _device, _totalSteps, size => TrainingLog.MicroBatchHalved(logger, size));
        if (StepRecorders.For(config, paradigm, _device, processes.Size, out var refusal) is { } recorder)
        {
            _recorded = new RecordedStep(config, paradigm, _update, recorder, _device, _totalSteps);
        }
        else if (refusal is not null)
        {
            TrainingLog.NotRecorded(logger, refusal);
        }

        _watch = new LossWatch(config.SpikeFactor, []);
        _evaluations = data.HeldOut.Count == 0 ? [] : config.Evaluation.Points.Resolve(_totalSteps, _batchSize, recordsPerEpoch);
        _checkpoints = config.Checkpoints.Points.Resolve(_totalSteps, _batchSize, recordsPerEpoch);
        _kept = config.Checkpoints.KeepPlanned
            ? (config.Checkpoints.Points with { Evenly = 0, Every = null }).Resolve(_totalSteps, _batchSize, recordsPerEpoch)
            : [];
    }

    public TrainingResult Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var encoder = _paradigm.Encoder.Config;
        TrainingLog.Started(_logger, _paradigm.Name, encoder.Family, encoder.ParameterCount, _totalSteps, _batchSize, _exams.Count, _schedule[Math.Max(_state.Step, _totalSteps / 2)]);
        var clock = new StepClock(_time);
        TrainingOutcome outcome;
        TrainingDivergence? divergence = null;
        try
        {
            (outcome, divergence) = Loop(clock, progress, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || _processes.Size > 1)
        {
            outcome = TrainingOutcome.Cancelled;
        }

        if (outcome != TrainingOutcome.Diverged)
        {
            Save();
        }

        var result = ResultOf(outcome, divergence, clock);
        // After a divergence batch statistics may hold NaN although no weight was changed: the last good checkpoint counts then.
        if (IsWriter && outcome is (TrainingOutcome.Completed or TrainingOutcome.EarlyStopped))
        {
            _average?.Exchange();
            ModelWeights.Save(_folder.Encoder, _paradigm.Encoder, provenance: $"run {_identity}, {_paradigm.Name}, {_state.Step} steps");
            _average?.Exchange();
        }

        if (IsWriter && outcome != TrainingOutcome.Cancelled)
        {
            _folder.Finish(result);
        }

        TrainingLog.Ended(_logger, _state.Step, outcome);
        // Nobody leaves before the files are written, and all tell the same.
        return TrainingResult.FromText(_processes.BroadcastText(IsWriter ? result.ToText() : string.Empty));
    }

    /// <summary>Whether this process writes the run folder.</summary>
    private bool IsWriter => _processes.Rank == 0;

    public void Dispose()
    {
        _feed?.Dispose();
        _recorded?.Dispose();
        _metrics?.Dispose();
        _average?.Dispose();
        _update.Dispose();
    }

    private (TrainingOutcome Outcome, TrainingDivergence? Divergence) Loop(StepClock clock, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        // A checkpoint may have been written just before an evaluation that did not finish.
        var due = _state.Step > 0 && _evaluations.Contains(_state.Step) && _state.EvaluatedStep < _state.Step;
        if (due ? EvaluateAndJudge(cancellation) : _state.Step < _totalSteps && HasWaited)
        {
            return StopEarly(cancellation);
        }

        if (_state.Step >= _totalSteps)
        {
            return (TrainingOutcome.Completed, null);
        }

        // Alone, a wait for the loader is broken off. Several processes stop after the same step: who is asked to says so in its exchange.
        var together = _processes.Size > 1;
        var alone = together ? CancellationToken.None : cancellation;
        _feed = Residency.Feed(_source, _exams, (_totalSteps - _state.Step) * _batchSize, _data, _device, _logger, alone);
        var loader = new BatchLoader(_source, _exams, LoaderOptions(_state.Step, _totalSteps) with { WithTracings = _feed.NeedsTracings });
        using var batches = _feed.Ahead(loader.Batches(alone)).GetEnumerator();
        while (true)
        {
            // The wait for the loader is part of a step's time.
            clock.Start();
            if (!together)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (!batches.MoveNext())
            {
                return (TrainingOutcome.Completed, null);
            }

            clock.Loaded();
            var stop = false;
            using (var batch = batches.Current)
            {
                var rate = _schedule[_state.Step];
                (var loss, var norm, var applied, stop) = MakeStep(batch, rate, together && cancellation.IsCancellationRequested);
                clock.Stop(batch.Size * _processes.Size);
                if (!applied || _watch.IsLeap(loss))
                {
                    return (TrainingOutcome.Diverged, Diverged(loss, norm));
                }

                Count(loss, batch.Size * _processes.Size, clock);
                Log(loss, rate, norm, clock);
                progress?.Report(Progress(loss, rate, clock));
            }

            if (stop)
            {
                return (TrainingOutcome.Cancelled, null);
            }

            if (_checkpoints.Contains(_state.Step))
            {
                Save();
            }

            if (_evaluations.Contains(_state.Step) && EvaluateAndJudge(cancellation))
            {
                return StopEarly(cancellation);
            }
        }
    }

    private StepOutcome MakeStep(EcgBatch batch, double rate, bool stop)
    {
        if (_recorded is not null)
        {
            StepOutcome? made = null;
            try
            {
                using var recording = NewDisposeScope();
                made = _recorded.Make(_feed!.ToTensors(batch), _state.Step, rate);
            }
            catch (ExternalException error)
            {
                // Out of memory, or an operator that cannot be recorded: nothing was updated, and operator by operator the step can still be made.
                TrainingLog.NotRecorded(_logger, error.Message);
                _recorded.Dispose();
                _recorded = null;
                _update.CountSteps(_state.Step);
            }

            if (made is { } outcome)
            {
                return Followed(outcome);
            }
        }

        using var scope = NewDisposeScope();
        return _step.Make(_feed!.ToTensors(batch), _state.Step, rate, stop);
    }

    private StepOutcome Followed(StepOutcome outcome)
    {
        if (outcome.Applied)
        {
            _average?.Follow(_state.Step + 1);
            _recorded!.Follow(_state.Step);
        }

        return outcome;
    }

    private (TrainingOutcome Outcome, TrainingDivergence? Divergence) StopEarly(CancellationToken cancellation)
    {
        _heldOut = Evaluate(whole: true, cancellation);
        return (TrainingOutcome.EarlyStopped, null);
    }

    private void Count(double loss, int size, StepClock clock)
    {
        _state.Step++;
        _state.Records += size;
        _state.LineSum += loss;
        _state.LineCount++;
        if (_state.Step > _totalSteps - Math.Max(1, _totalSteps / 20))
        {
            _state.TailSum += loss;
            _state.TailCount++;
        }

        TrainingTelemetry.Records.Add(size);
        TrainingTelemetry.StepSeconds.Record(clock.LastSeconds);
        TrainingTelemetry.LoaderSeconds.Record(clock.LastWaitSeconds);
        TrainingTelemetry.Loss.Record(loss);
    }

    private void Log(double loss, double rate, double norm, StepClock clock)
    {
        _state.LastLoss = loss;
        if (_state.Step % _config.LogEverySteps != 0 && _state.Step != _totalSteps)
        {
            return;
        }

        _metrics?.Write(Line() with { Loss = _state.LineSum / _state.LineCount, LearningRate = rate, GradientNorm = norm, RecordsPerSecond = clock.RecordsPerSecond });
        (_state.LineSum, _state.LineCount) = (0, 0);
    }

    private MetricsLine Line() => new() { Step = _state.Step, Records = _state.Records, Epoch = (double)_state.Step / _plan.StepsPerEpoch };

    private TrainingProgress Progress(double loss, double rate, StepClock clock) => new(
        _state.Step,
        _totalSteps,
        _state.Records,
        _totalSteps * _batchSize,
        loss,
        _state.HeldOutLoss,
        rate,
        clock.RecordsPerSecond,
        TimeSpan.FromSeconds((_totalSteps - _state.Step) * clock.SecondsPerStep));

    private TrainingDivergence Diverged(double loss, double norm)
    {
        var checkpoint = _folder.Store.Steps().Where(step => step <= _state.Step).Select(step => _folder.Relative(_folder.Store.PathOf(step))).FirstOrDefault();
        var divergence = new TrainingDivergence(_state.Step + 1, loss, norm, [.. _plan.ExamsOfStep(_state.Step).Select(index => $"{_source.Name}#{index}")], checkpoint);
        _metrics?.Write(Line() with { Divergence = divergence });
        TrainingLog.Diverged(_logger, new TrainingDivergedException(divergence).Message);
        return divergence;
    }

    private TrainingResult ResultOf(TrainingOutcome outcome, TrainingDivergence? divergence, StepClock clock) => new()
    {
        Outcome = outcome,
        Processes = _processes.Size,
        Parameters = _paradigm.Encoder.Config.ParameterCount,
        TrainedParameters = _update.Trained.Sum(item => item.Value.numel()),
        Steps = _state.Step,
        Records = _state.Records,
        UniqueRecords = _data.Training.Count,
        TrainLoss = _state.TailCount > 0 ? _state.TailSum / _state.TailCount : _state.LastLoss,
        HeldOut = _heldOut,
        BestLoss = double.IsFinite(_state.BestLoss) ? _state.BestLoss : double.NaN,
        BestStep = _state.BestStep,
        SecondsPerStep = clock.SecondsPerStep,
        RecordsPerSecond = clock.RecordsPerSecond,
        WallSeconds = clock.WallSeconds,
        PeakRssBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        Checkpoint = _savedStep >= 0 ? _folder.Relative(_folder.Store.PathOf(_savedStep)) : null,
        Divergence = divergence,
    };

    private BatchLoaderOptions LoaderOptions(long start, long stop) => new()
    {
        BatchSize = _batchSize,
        Seed = _config.Seed,
        Parts = _processes.Size,
        Part = _processes.Rank,
        StartStep = start,
        StopStep = stop,
        Workers = _data.LoaderThreads,
        Prefetch = _data.Prefetch,
        Labels = _paradigm.Labels,
    };
}
