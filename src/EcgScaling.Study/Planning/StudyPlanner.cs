using System.Globalization;
using EcgScaling.Models;
using EcgScaling.Study.Describing;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Planning;

/// <summary>Resolves a study into its trials and refuses, with every problem at once, what cannot work. Pure: no files, no tensors.</summary>
internal sealed class StudyPlanner
{
    private readonly StudySpec _spec;
    private readonly DataCatalog _data;
    private readonly PlanOptions _options;
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<(string Family, long Target), EncoderConfig?> _models = [];
    private readonly Dictionary<string, PlannedTrial> _trials = [];

    public StudyPlanner(StudySpec spec, DataCatalog data, PlanOptions options) => (_spec, _data, _options) = (spec, data, options);

    /// <exception cref="SpecException">Something cannot work.</exception>
    public StudyPlan Resolve()
    {
        _options.Validate();
        _warnings.AddRange(_data.Warnings);
        StudyCheck.Collect(_spec, _problems);
        if (_problems.Count == 0)
        {
            foreach (var arm in _spec.Arms)
            {
                Resolve(arm);
            }
        }

        SpecException.ThrowIfAny($"Study '{_spec.Name}'", _problems);
        return new StudyPlan
        {
            Spec = _spec,
            Data = _data,
            Options = _options,
            Trials = [.. _trials.Values],
            Warnings = [.. _warnings.Distinct()],
        };
    }

    private void Resolve(ArmSpec arm)
    {
        CheckLabels(arm);
        foreach (var family in _spec.Families.Where(family => arm.Families is not { } some || some.Contains(family.Name)))
        {
            var sizes = (arm.Sizes ?? family.Sizes).Select(target => (Target: target, Model: ModelOf(family, target)))
                .Where(size => size.Model is not null).ToArray();
            foreach (var same in sizes.GroupBy(size => size.Model!.ToJson()).Where(group => group.Count() > 1))
            {
                _problems.Add($"Arm '{arm.Title}', family {family.Name}: the sizes {string.Join(" and ", same.Select(size => SizeText.Format(size.Target)))} give the same model "
                    + $"of {same.First().Model!.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)} parameters; leave one out or choose them further apart.");
            }

            foreach (var (target, model) in sizes)
            {
                foreach (var dataSize in arm.DataSizes ?? _spec.Data.Sizes)
                {
                    foreach (var seed in arm.Seeds ?? _spec.Seeds)
                    {
                        Add(arm, model!, target, dataSize, seed);
                    }
                }
            }
        }
    }

    private void Add(ArmSpec arm, EncoderConfig model, long target, DataSize dataSize, ulong seed)
    {
        var records = dataSize.Of(_data.TrainingRecords);
        if (records > _data.TrainingRecords)
        {
            Once($"Data size {dataSize} is beyond the {_data.TrainingRecords.ToString("N0", CultureInfo.InvariantCulture)} training records of {_data.Name}; lower it, hold out fewer patients, or take more data.");
            return;
        }

        var training = (arm.Training ?? _spec.Training) with { Seed = seed };
        var spec = new TrialSpec
        {
            Arm = arm.Title,
            Model = model,
            Paradigm = arm.Paradigm,
            Training = training,
            Records = records,
            DataHash = _data.Hash,
            Split = _spec.Data.Split,
            SplitSeed = _spec.Data.SplitSeed,
            HeldOutRecords = _spec.Data.HeldOutRecords,
        };
        var cost = TrialCost.Of(model, training, records);
        var trial = new PlannedTrial
        {
            Key = spec.Key(),
            Spec = spec,
            Parameters = cost.Parameters,
            TargetParameters = target,
            Steps = cost.Steps,
            Flops = cost.Flops,
            MemoryBytes = cost.MemoryBytes,
        };
        if (trial.MemoryBytes > _options.MemoryBytes)
        {
            _problems.Add($"{trial.Name} needs about {SizeText.Format(trial.MemoryBytes)}B of memory, {SizeText.Format(_options.MemoryBytes)}B are there; set Training.MicroBatchSize below {training.MicroBatchSize ?? training.BatchSize}, or leave the size out.");
        }

        if (!_trials.TryAdd(trial.Key, trial))
        {
            Once($"{trial.Name} is planned twice ({_trials[trial.Key].Spec.Arm} and {arm.Title}); arms must differ in paradigm, training, families, sizes, data sizes or seeds.");
        }

        if (records < training.BatchSize)
        {
            _warnings.Add($"{records} records are fewer than a batch of {training.BatchSize}: every step of those trials sees all of them.");
        }
    }

    private EncoderConfig? ModelOf(FamilySpec family, long target)
    {
        if (_models.TryGetValue((family.Name, target), out var known))
        {
            return known;
        }

        EncoderConfig? model = null;
        try
        {
            var registered = EncoderFamilies.Get(family.Name);
            var basis = (family.Basis ?? registered.Basis(_data.Input)) with { Input = _data.Input };
            model = Sizing.Nearest(registered, target, family.Rule, basis).Config;
            var off = Math.Abs(((double)model.ParameterCount / target) - 1);
            if (off > 0.1)
            {
                _warnings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{family.Name}: the model nearest to {SizeText.Format(target)} parameters has {SizeText.Format(model.ParameterCount)}, {100 * off:F0} % off; fits use the exact number."));
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
