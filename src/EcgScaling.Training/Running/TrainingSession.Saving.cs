using System.Text.Json;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Evaluation;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

internal sealed partial class TrainingSession
{
    /// <summary>
    /// Goes to the newest whole checkpoint of the folder, else to the given one of another run, else stays at the beginning. Process 0 reads; the others
    /// get weights, optimiser and counters from it, so they need not see the folder.
    /// </summary>
    public void Resume(string? startFrom)
    {
        if (IsWriter)
        {
            Read(startFrom);
        }

        if (_processes.Size > 1)
        {
            Synchronise();
        }
    }

    private void Read(string? startFrom)
    {
        foreach (var step in _folder.Store.Steps())
        {
            var checkpoint = _folder.Store.PathOf(step);
            try
            {
                var saved = CheckpointStore.Verify(checkpoint);
                if (saved.Identity != _identity)
                {
                    throw new EcgDataException(checkpoint, "identity", "another run's checkpoint", "this run's", "Train into another folder.");
                }

                Restore(checkpoint, saved);
                _metrics = OpenMetrics(saved.MetricsBytes);
                _savedStep = step;
                TrainingLog.Resumed(_logger, checkpoint, step);
                return;
            }
            catch (EcgDataException torn)
            {
                TrainingLog.Torn(_logger, checkpoint, torn.Message);
            }
        }

        _metrics = OpenMetrics(0);
        if (startFrom is not null)
        {
            var saved = CheckpointStore.Verify(startFrom);
            if (saved.Step >= _totalSteps)
            {
                SpecException.ThrowIfAny("Training", [$"the start {startFrom} is at step {saved.Step}, the run ends at {_totalSteps}; lengthen Duration."]);
            }

            // Losses of the other run do not count here: its best, its tail and its waiting stay behind.
            Restore(startFrom, saved with { BestLoss = double.PositiveInfinity, BestStep = 0, StopBest = double.PositiveInfinity, Waited = 0, TailSum = 0, TailCount = 0, LineSum = 0, LineCount = 0 });
            TrainingLog.Resumed(_logger, startFrom, saved.Step);
        }
    }

    private MetricsLog OpenMetrics(long length) => new(_folder.Metrics, length, _config.TensorBoard ? _folder.Events : null, _time);

    private void Restore(string checkpoint, CheckpointState saved)
    {
        using var scope = NewDisposeScope();
        CheckpointStore.Load(checkpoint, CheckpointStore.EncoderFile, _paradigm.Encoder.state_dict());
        CheckpointStore.Load(checkpoint, CheckpointStore.HeadFile, HeadTensors());
        using (var optimizer = EcgScaling.Models.Weights.Safetensors.Load(Path.Combine(checkpoint, CheckpointStore.OptimizerFile)))
        {
            _update.Restore(optimizer.Tensors, saved.Step);
        }

        if (_average is not null)
        {
            CheckpointStore.Load(checkpoint, CheckpointStore.AverageFile, _average.Tensors());
        }

        Adopt(saved);
    }

    /// <summary>Gives every process what process 0 starts from.</summary>
    private void Synchronise()
    {
        using var scope = NewDisposeScope();
        var saved = JsonSerializer.Deserialize<CheckpointState>(_processes.BroadcastText(IsWriter ? JsonSerializer.Serialize(StateNow(0), TrainingJson.Line) : string.Empty), TrainingJson.Line)!;
        _processes.BroadcastValues(_paradigm.state_dict().Values);
        var kept = JsonSerializer.Deserialize<Dictionary<string, long[]>>(
            _processes.BroadcastText(IsWriter ? JsonSerializer.Serialize(_update.StateTensors().ToDictionary(item => item.Key, item => item.Value.shape), TrainingJson.Line) : string.Empty), TrainingJson.Line)!;
        if (kept.Count > 0)
        {
            var state = IsWriter ? _update.StateTensors() : kept.ToDictionary(item => item.Key, item => zeros(item.Value, device: _device), StringComparer.Ordinal);
            _processes.BroadcastValues(kept.Keys.Select(name => state[name]));
            if (!IsWriter)
            {
                _update.Restore(state, saved.Step);
            }
        }

        if (_average is not null)
        {
            _processes.BroadcastValues(_average.Tensors().Values);
        }

        if (!IsWriter)
        {
            Adopt(saved);
        }
    }

    private void Adopt(CheckpointState saved)
    {
        _schedule.Plateau = saved.Plateau;
        _watch = new LossWatch(_config.SpikeFactor, saved.RecentLosses);
        _state = new SessionState
        {
            Step = saved.Step,
            Records = saved.Records,
            HeldOutLoss = saved.HeldOutLoss,
            EvaluatedStep = saved.EvaluatedStep,
            BestLoss = saved.BestLoss,
            BestStep = saved.BestStep,
            Waited = saved.Waited,
            StopBest = saved.StopBest,
            TailSum = saved.TailSum,
            TailCount = saved.TailCount,
            LineSum = saved.LineSum,
            LineCount = saved.LineCount,
        };
    }

    /// <summary>Writes the checkpoint of this step, once, and deletes old ones.</summary>
    private void Save()
    {
        if (!IsWriter || _savedStep == _state.Step)
        {
            return;
        }

        var path = _folder.Store.PathOf(_state.Step);
        var files = new List<(string, IReadOnlyDictionary<string, Tensor>)>
        {
            (CheckpointStore.HeadFile, HeadTensors()),
            (CheckpointStore.OptimizerFile, _update.StateTensors()),
        };
        if (_average is not null)
        {
            files.Add((CheckpointStore.AverageFile, _average.Tensors()));
        }

        CheckpointStore.Write(path, _paradigm.Encoder, files, StateNow(_metrics!.Settle()));
        _savedStep = _state.Step;
        _folder.Store.Prune(_config.Checkpoints.KeepLast, _kept);
        TrainingLog.Saved(_logger, _state.Step, path);
    }

    private CheckpointState StateNow(long metricsBytes) => new()
    {
        Identity = _identity,
        Step = _state.Step,
        Records = _state.Records,
        Plateau = _schedule.Plateau,
        HeldOutLoss = _state.HeldOutLoss,
        EvaluatedStep = _state.EvaluatedStep,
        BestLoss = _state.BestLoss,
        BestStep = _state.BestStep,
        Waited = _state.Waited,
        StopBest = _state.StopBest,
        TailSum = _state.TailSum,
        TailCount = _state.TailCount,
        LineSum = _state.LineSum,
        LineCount = _state.LineCount,
        RecentLosses = _watch.Remembered,
        MetricsBytes = metricsBytes,
        Input = _paradigm.Encoder.Input,
        Config = _config,
        Environment = RunEnvironment.Current(_config.Device, _processes.Size),
    };

    private Dictionary<string, Tensor> HeadTensors() => _paradigm.state_dict()
        .Where(item => !item.Key.StartsWith("encoder.", StringComparison.Ordinal))
        .ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);

    private bool HasWaited => _config.EarlyStop is { } stop && _state.Waited >= stop.Patience;

    /// <summary>Measures the held-out loss; true when the run shall end because it no longer falls.</summary>
    private bool EvaluateAndJudge(CancellationToken cancellation)
    {
        var result = Evaluate(_state.Step == _totalSteps, cancellation);
        _heldOut = result;
        (_state.HeldOutLoss, _state.EvaluatedStep) = (result.Loss, _state.Step);
        _metrics?.Write(Line() with { HeldOutLoss = result.Loss, HeldOut = result });
        TrainingLog.Evaluated(_logger, _state.Step, result.Loss, result.Unit, result.Records);
        _schedule.Observe(result.Loss);
        if (result.Loss < _state.BestLoss)
        {
            (_state.BestLoss, _state.BestStep) = (result.Loss, _state.Step);
            KeepBest();
        }

        var stop = _config.EarlyStop;
        if (result.Loss < _state.StopBest - (stop?.MinimumImprovement ?? 0))
        {
            (_state.StopBest, _state.Waited) = (result.Loss, 0);
        }
        else
        {
            _state.Waited++;
        }

        return _state.Step < _totalSteps && HasWaited;
    }

    /// <summary>Measures on all held-out records with intervals, or, on the way, on as many as the plan wants.</summary>
    private EvaluationResult Evaluate(bool whole, CancellationToken cancellation)
    {
        var exams = _data.HeldOut;
        if (!whole && _config.Evaluation.MaximumRecords is { } most && most < exams.Count)
        {
            var order = new RandomPermutation(exams.Count, _config.Evaluation.Seed, "evaluation/subset");
            exams = [.. Enumerable.Range(0, most).Select(place => _data.HeldOut[(int)order[place]]).Order()];
        }

        var plan = whole ? _config.Evaluation : _config.Evaluation with { BootstrapResamples = 0 };
        _average?.Exchange();
        try
        {
            return HeldOutEvaluation.Run(_paradigm, _data.HeldOutSource, exams, plan, _processes, _device, _data.LoaderThreads, cancellation);
        }
        finally
        {
            _average?.Exchange();
        }
    }

    private void KeepBest()
    {
        if (!IsWriter || !_config.Checkpoints.KeepBest)
        {
            return;
        }

        _average?.Exchange();
        CheckpointStore.Write(_folder.Best, _paradigm.Encoder, [(CheckpointStore.HeadFile, HeadTensors())], StateNow(0));
        _average?.Exchange();
    }
}
