using System.Collections.Immutable;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Describing;

/// <summary>Collects what is wrong with a study before its trials are resolved.</summary>
internal static class StudyCheck
{
    public static void Collect(StudySpec spec, List<string> problems)
    {
        if (spec.Name.Length is 0 or > 80 || !spec.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
        {
            problems.Add($"Name is '{spec.Name}'; use 1 to 80 letters, digits, dots, dashes and underscores.");
        }

        spec.Data.Source.Validate(problems);
        if (spec.Data.Source is TaskSourceSpec)
        {
            problems.Add("Data.Source is a ready transfer task, which divides its exams for probes; give its folder as 'folder' to train on it.");
        }

        try
        {
            EcgPipeline.Parse(spec.Data.Preprocessing);
        }
        catch (FormatException error)
        {
            problems.Add($"Data.Preprocessing: {error.Message}");
        }

        Gather(spec.Data.Split.Validate, problems);
        Gather(spec.Training.Validate, problems);
        if (spec.Data.Split.Test <= 0)
        {
            problems.Add("Data.Split.Test is 0; a study needs held-out patients to measure the loss on, usually 0.1 to 0.2.");
        }

        if (spec.Data.HeldOutRecords < 1)
        {
            problems.Add($"Data.HeldOutRecords is {spec.Data.HeldOutRecords}; it is at least 1, or null for all.");
        }

        Axis("Data.Sizes", spec.Data.Sizes, problems);
        Axis("Seeds", spec.Seeds, problems);
        Axis("Families", [.. spec.Families.Select(family => family.Name)], problems);
        Axis("Arms", [.. spec.Arms.Select(arm => arm.Title)], problems, "arms with the same paradigm need a Name each");
        foreach (var family in spec.Families)
        {
            Check(family, spec, problems);
        }

        foreach (var arm in spec.Arms)
        {
            Check(arm, spec, problems);
        }

        foreach (var task in spec.Transfer)
        {
            task.Validate(problems);
        }

        foreach (var twice in spec.Transfer.CountBy(task => task.Name).Where(pair => pair.Value > 1))
        {
            problems.Add($"Transfer holds {twice.Key} {twice.Value} times; tasks need a name each.");
        }

        foreach (var rule in spec.Processes)
        {
            rule.Validate(problems);
        }

        foreach (var twice in spec.Processes.CountBy(rule => rule.Parameters).Where(pair => pair.Value > 1))
        {
            problems.Add($"Processes says {twice.Value} times what sizes above {twice.Key} parameters take; each may occur once.");
        }

        spec.Budget?.Validate(problems);
    }

    private static void Check(FamilySpec family, StudySpec spec, List<string> problems)
    {
        try
        {
            var registered = EncoderFamilies.Get(family.Name);
            if (family.Basis is { } basis && basis.GetType() != registered.ConfigType)
            {
                problems.Add($"Family {family.Name} has a Basis of the family {basis.Family}; give it one of its own.");
            }
        }
        catch (ArgumentException error)
        {
            problems.Add($"Families: {error.Message}");
        }

        if (!family.Sizes.IsDefaultOrEmpty || spec.Arms.Any(arm => arm.Sizes is null))
        {
            Sizes($"Family {family.Name}", family.Sizes, problems);
        }
    }

    private static void Check(ArmSpec arm, StudySpec spec, List<string> problems)
    {
        Gather(arm.Paradigm.Validate, problems, $"Arm '{arm.Title}'");
        if (arm.Training is { } training)
        {
            Gather(training.Validate, problems, $"Arm '{arm.Title}'");
        }

        if (arm.Families is { } families)
        {
            Axis($"Arm '{arm.Title}': Families", families, problems);
            foreach (var unknown in families.Where(name => spec.Families.All(family => family.Name != name)))
            {
                problems.Add($"Arm '{arm.Title}' names the family '{unknown}', which the study does not have; it has {string.Join(", ", spec.Families.Select(family => family.Name))}.");
            }
        }

        if (arm.Sizes is { } sizes)
        {
            Sizes($"Arm '{arm.Title}'", sizes, problems);
        }

        if (arm.DataSizes is { } dataSizes)
        {
            Axis($"Arm '{arm.Title}': DataSizes", dataSizes, problems);
        }

        if (arm.LabelCounts is { } counts)
        {
            Axis($"Arm '{arm.Title}': LabelCounts", counts, problems);
            if (arm.Paradigm is not SupervisedConfig)
            {
                problems.Add($"Arm '{arm.Title}' is not supervised; LabelCounts is for supervised arms.");
            }
        }

        if (spec.Data.Axis == DataAxis.Branches)
        {
            CheckBranches(arm.Training ?? spec.Training, $"Arm '{arm.Title}'", problems);
        }

        if (arm.Seeds is { } seeds)
        {
            Axis($"Arm '{arm.Title}': Seeds", seeds, problems);
        }
    }

    private static void CheckBranches(TrainingConfig training, string subject, List<string> problems)
    {
        if (training.Schedule.Kind != ScheduleKind.Wsd || training.Schedule.WarmUpSteps is null)
        {
            problems.Add($"{subject}: Data.Axis is branches, which needs Training.Schedule with Kind wsd and WarmUpSteps (the same steps for all data sizes); it is {training.Schedule.Kind} with WarmUpSteps {training.Schedule.WarmUpSteps?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}.");
        }

        if (training.Duration != Duration.Epochs(1))
        {
            problems.Add($"{subject}: Data.Axis is branches, where every record is seen once; set Training.Duration to 1 epochs (it is {training.Duration}).");
        }

        if (training.EarlyStop is not null)
        {
            problems.Add($"{subject}: Data.Axis is branches, which a run that stops early cannot feed; set Training.EarlyStop to null.");
        }
    }

    private static void Sizes(string subject, ImmutableArray<long> sizes, List<string> problems)
    {
        Axis($"{subject}: Sizes", sizes, problems);
        foreach (var size in sizes.IsDefault ? [] : sizes.Where(size => size < 1))
        {
            problems.Add($"{subject}: a size of {size} parameters is none; sizes are usually 5,000 to 200,000,000.");
        }
    }

    private static void Axis<T>(string name, ImmutableArray<T> values, List<string> problems, string hint = "each may occur once")
        where T : notnull
    {
        if (values.IsDefaultOrEmpty)
        {
            problems.Add($"{name} is empty; give at least one.");
            return;
        }

        foreach (var twice in values.CountBy(value => value).Where(pair => pair.Value > 1))
        {
            problems.Add($"{name} holds {twice.Key} {twice.Value} times; {hint}.");
        }
    }

    private static void Gather(Action validate, List<string> problems, string? subject = null)
    {
        try
        {
            validate();
        }
        catch (SpecException error)
        {
            problems.AddRange(error.Problems.Select(problem => $"{(subject is null ? string.Empty : subject + ", ")}{error.Subject}: {problem}"));
        }
    }
}
