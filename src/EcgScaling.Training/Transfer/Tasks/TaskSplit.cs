using System.Collections.Immutable;
using EcgScaling.Data.Splitting;

namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>How a task's exams are divided into those that fit, those that choose and those that are reported.</summary>
public sealed record TaskSplit
{
    /// <summary>The kind.</summary>
    public required TaskSplitKind Kind { get; init; }

    /// <summary>The published folds that fit.</summary>
    public ImmutableArray<string> Training { get; init; } = [];

    /// <summary>The published folds that choose; empty takes a tenth of the training patients.</summary>
    public ImmutableArray<string> Validation { get; init; } = [];

    /// <summary>The published folds that are reported.</summary>
    public ImmutableArray<string> Test { get; init; } = [];

    /// <summary>The shares of a hold-out.</summary>
    /// <value>Default: validation 0.1, test 0.2.</value>
    public SplitFractions Fractions { get; init; } = new() { Validation = 0.1, Test = 0.2 };

    /// <summary>The folds of a cross-validation: of k, one is reported, the next chooses, k - 2 fit, each in turn.</summary>
    /// <value>Default: 5.</value>
    public int Folds { get; init; } = 5;

    /// <summary>Decides hold-out and folds.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>As published.</summary>
    public static TaskSplit Published(ImmutableArray<string> training, ImmutableArray<string> validation, ImmutableArray<string> test) =>
        new() { Kind = TaskSplitKind.Published, Training = training, Validation = validation, Test = test };

    /// <summary>Cross-validation by patient, folds alike in their labels.</summary>
    public static TaskSplit CrossValidation(int folds = 5, ulong seed = 0) => new() { Kind = TaskSplitKind.CrossValidation, Folds = folds, Seed = seed };

    /// <summary>One division by patient.</summary>
    public static TaskSplit HoldOut(double validation = 0.1, double test = 0.2, ulong seed = 0) =>
        new() { Kind = TaskSplitKind.HoldOut, Fractions = new SplitFractions { Validation = validation, Test = test }, Seed = seed };

    /// <summary>Throws, listing every problem, unless exams can be divided.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Kind == TaskSplitKind.Published && (Training.IsDefaultOrEmpty || Test.IsDefaultOrEmpty))
        {
            problems.Add("a published division names its training and its test folds.");
        }

        if (Kind == TaskSplitKind.CrossValidation && Folds is < 3 or > 100)
        {
            problems.Add($"Folds is {Folds}; it is 3 to 100, usually 5.");
        }

        SpecException.ThrowIfAny(nameof(TaskSplit), problems);
        Fractions.Validate();
    }
}
