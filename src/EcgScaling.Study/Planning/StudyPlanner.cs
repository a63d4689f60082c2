using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Models;
using EcgScaling.Study.Describing;
using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Planning;

/// <summary>Resolves a study into its trials and refuses, with every problem at once, what cannot work. Pure: no files, no tensors.</summary>
internal sealed class StudyPlanner
{
    private readonly StudySpec _spec;
    private readonly DataCatalog _data;
    private readonly PlanOptions _options;
    private long? _deviceMemory;
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];
    private readonly ImmutableArray<PlannedTask> _tasks;
    private readonly long _probed;
    private readonly Dictionary<(string Family, long Target), (EncoderConfig Config, EncoderSize Size)?> _models = [];
    private readonly OrderedDictionary<string, PlannedTrial> _trials = [];

    /// <param name="spec">The study.</param>
    /// <param name="data">Its data.</param>
    /// <param name="options">What is assumed of the machine.</param>
    /// <param name="tasks">Its tasks as far as they can be resolved.</param>
    /// <param name="problems">What was wrong with those that cannot.</param>
    public StudyPlanner(StudySpec spec, DataCatalog data, PlanOptions options, ImmutableArray<PlannedTask> tasks, IReadOnlyList<string> problems)
    {
        _problems.AddRange(problems);
        (_spec, _data, _options, _tasks) = (spec, data, options, tasks);
        _probed = tasks.Sum(task => (long)task.FitRecords + task.MeasureRecords);
    }

    /// <exception cref="SpecException">Something cannot work.</exception>
    public StudyPlan Resolve()
    {
        _options.Validate();
        _warnings.AddRange(_data.Warnings);
        var ofTasks = _problems.Count;
        StudyCheck.Collect(_spec, _problems);
        if (_problems.Count == ofTasks)
        {
            foreach (var arm in LabelAxis.Expand(_spec.Arms, _data.Labels, _problems))
            {
                Resolve(arm);
            }
        }

        var plan = new StudyPlan
        {
            Spec = _spec,
            Data = _data,
            Options = _options,
            Trials = _spec.Data.Axis == DataAxis.Branches ? Branches.Link([.. _trials.Values]) : [.. _trials.Values],
            Tasks = _tasks,
            Warnings = [.. _warnings.Distinct()],
        };
        if (_problems.Count == 0)
        {
            CheckBudget(plan);
        }

        SpecException.ThrowIfAny($"Study '{_spec.Name}'", _problems);
        return plan;
    }

    private void CheckBudget(StudyPlan plan)
    {
        var budget = _spec.Budget;
        if (budget?.DeviceHours is { } hours && plan.TotalTime.TotalHours > hours)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"the plan takes about {plan.TotalTime.TotalHours:G3} hours of one device{(plan.Calibrated ? string.Empty : " (before calibration)")}, the budget is {hours:G3}; leave out sizes, data sizes or seeds, shorten Training.Duration, or raise Budget.DeviceHours."));
        }

        if (budget?.Flops is { } flops && plan.TotalFlops - plan.ReusedFlops > flops)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"the plan needs {plan.TotalFlops - plan.ReusedFlops:0.00e+0} FLOP, the budget is {flops:0.00e+0}; leave out sizes, data sizes or seeds, or raise Budget.Flops."));
        }

        var disk = Math.Min(budget?.DiskBytes ?? long.MaxValue, _options.DiskBytes ?? long.MaxValue);
        if (plan.DiskBytes > disk)
        {
            _problems.Add($"the plan needs about {SizeText.Format(plan.DiskBytes)}B on disk, {SizeText.Format(disk)}B are there; lower Checkpoints.KeepLast, set Checkpoints.KeepBest to false, or take another disk.");
        }
    }

    private void Resolve(ArmSpec arm)
    {
        CheckLabels(arm);
        foreach (var family in _spec.Families.Where(family => arm.Families is not { } some || some.Contains(family.Name)))
        {
            var sizes = (arm.Sizes ?? family.Sizes).Select(target => (Target: target, Model: ModelOf(family, target)))
                .Where(size => size.Model is not null).ToArray();
            foreach (var same in sizes.GroupBy(size => size.Model!.Value.Config.ToJson()).Where(group => group.Count() > 1))
            {
                _problems.Add($"Arm '{arm.Title}', family {family.Name}: the sizes {string.Join(" and ", same.Select(size => SizeText.Format(size.Target)))} give the same model "
                    + $"of {same.First().Model!.Value.Size.Parameters.ToString("N0", CultureInfo.InvariantCulture)} parameters; leave one out or choose them further apart.");
            }

            foreach (var (target, model) in sizes)
            {
                foreach (var dataSize in arm.DataSizes ?? _spec.Data.Sizes)
                {
                    foreach (var seed in arm.Seeds ?? _spec.Seeds)
                    {
                        Add(arm, model!.Value.Config, model.Value.Size, target, dataSize, seed);
                    }
                }
            }
        }
    }

    private void Add(ArmSpec arm, EncoderConfig model, EncoderSize size, long target, DataSize dataSize, ulong seed)
    {
        var records = dataSize.Of(_data.TrainingRecords);
        if (records > _data.TrainingRecords)
        {
            Once($"Data size {dataSize} is beyond the {_data.TrainingRecords.ToString("N0", CultureInfo.InvariantCulture)} training records of {_data.Name}; lower it, hold out fewer patients, or take more data.");
            return;
        }

        var training = (arm.Training ?? _spec.Training) with { Seed = seed };
        // One pass over all training records, of which this trial sees the first: what it sees does not depend on the other data sizes of the plan.
        long? pool = _spec.Data.Axis == DataAxis.Branches ? _data.TrainingRecords : null;
        if (pool is not null)
        {
            training = training with { Duration = Duration.Records(records) };
        }

        var processes = ProcessesAbove.For(_spec.Processes, size.Parameters);
        var spec = new TrialSpec
        {
            Arm = arm.Group ?? arm.Title,
            Model = model,
            Paradigm = arm.Paradigm,
            Training = training,
            Records = records,
            Pool = pool,
            Processes = processes,
            DataHash = _data.Hash,
            Split = _spec.Data.Split,
            SplitSeed = _spec.Data.SplitSeed,
            HeldOutRecords = _spec.Data.HeldOutRecords,
        };
        var cost = TrialCost.Of(model, size, training, pool ?? records, _data.HeldOutRecords, _probed, processes);
        var trial = new PlannedTrial
        {
            Key = spec.Key(),
            Spec = spec,
            Parameters = cost.Parameters,
            TargetParameters = target,
            Steps = cost.Steps,
            Flops = cost.Flops,
            EvaluationFlops = cost.EvaluationFlops,
            MemoryBytes = cost.MemoryBytes,
            DiskBytes = cost.DiskBytes,
        };
        if (MemoryOf(training.Device) is var there && trial.MemoryBytes > there)
        {
            _problems.Add($"{trial.Name} needs about {SizeText.Format(trial.MemoryBytes)}B of memory, {SizeText.Format(there)}B are there; set Training.MicroBatchSize below {training.MicroBatchSize ?? training.BatchSizeFor(trial.Parameters)}, or leave the size out{(training.BatchSizeFor(trial.Parameters) > processes ? ", or share its batches among more processes on several machines (Processes)" : string.Empty)}.");
        }

        CheckProcesses(trial, pool ?? records);

        if (!_trials.TryAdd(trial.Key, trial))
        {
            Once($"{trial.Name} is planned twice ({_trials[trial.Key].Spec.Arm} and {arm.Title}); arms must differ in paradigm, training, families, sizes, data sizes or seeds.");
        }

        if (records < training.BatchSizeFor(trial.Parameters))
        {
            _warnings.Add($"{records} records are fewer than a batch of {training.BatchSizeFor(trial.Parameters)}: every step of those trials sees all of them.");
        }
    }

    /// <summary>What a trial may take: of this machine's memory, or of its CUDA device's, which may be on another machine and is then not known.</summary>
    private long MemoryOf(string device)
    {
        if (!device.StartsWith("cuda", StringComparison.Ordinal))
        {
            return _options.MemoryBytes;
        }

        return _deviceMemory ??= _options.DeviceMemoryBytes ?? DeviceMemory.FreeBytes(new TorchSharp.torch.Device(device)) ?? long.MaxValue;
    }

    private void CheckProcesses(PlannedTrial trial, long records)
    {
        if (trial.Processes == 1)
        {
            return;
        }

        var training = trial.Spec.Training;
        var batch = Math.Min(training.BatchSizeFor(trial.Parameters), records);
        if (batch % trial.Processes != 0)
        {
            Once($"{trial.Name}: a batch of {batch} cannot be shared evenly by {trial.Processes} processes; make it a multiple of that.");
        }
        else if (training.MicroBatchSize is { } micro && micro < batch / trial.Processes && batch / trial.Processes % micro != 0)
        {
            Once($"{trial.Name}: Training.MicroBatchSize is {micro}, each of {trial.Processes} processes has {batch / trial.Processes} records of a batch; take a divisor of that.");
        }

        if (training.Device.Contains(':', StringComparison.Ordinal))
        {
            Once($"{trial.Name}: Training.Device is '{training.Device}', one device, but {trial.Processes} processes train it; say 'cuda', and each takes one of its machine.");
        }

        if (_trials.Values.FirstOrDefault(other => other.Processes == trial.Processes && other.Spec.Training.Device != training.Device) is { } different)
        {
            Once($"Trials of {trial.Processes} processes run on '{different.Spec.Training.Device}' and on '{training.Device}'; processes that are started together join on one kind of device.");
        }
    }

    private (EncoderConfig Config, EncoderSize Size)? ModelOf(FamilySpec family, long target)
    {
        if (_models.TryGetValue((family.Name, target), out var known))
        {
            return known;
        }

        (EncoderConfig Config, EncoderSize Size)? model = null;
        try
        {
            var registered = EncoderFamilies.Get(family.Name);
            var basis = (family.Basis ?? registered.Basis(_data.Input)) with { Input = _data.Input };
            var nearest = Sizing.Nearest(registered, target, family.Rule, basis);
            model = (nearest.Config, nearest.Size);
            var off = Math.Abs(nearest.RelativeError);
            if (off > 0.1)
            {
                _warnings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{family.Name}: the model nearest to {SizeText.Format(target)} parameters has {SizeText.Format(nearest.Size.Parameters)}, {100 * off:F0} % off; fits use the exact number."));
            }
        }
        catch (Exception error) when (error is SpecException or ArgumentException)
        {
            _problems.Add($"Family {family.Name} cannot be brought to {SizeText.Format(target)} parameters: {error.Message}");
        }

        return _models[(family.Name, target)] = model;
    }

    private void CheckLabels(ArmSpec arm)
    {
        if (arm.Paradigm is SupervisedConfig supervised && !_data.Declared)
        {
            if (_data.Labels.IsEmpty)
            {
                _problems.Add($"Arm '{arm.Title}' is supervised, but {_data.Name} has no labels; choose another paradigm, for example masked.");
            }

            foreach (var label in supervised.Labels.Except(_data.Labels))
            {
                _problems.Add($"Arm '{arm.Title}' trains on the label '{label}', which {_data.Name} does not have; it has {string.Join(", ", _data.Labels)}.");
            }
        }
    }

    private void Once(string problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
