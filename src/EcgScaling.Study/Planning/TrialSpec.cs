using System.Text.Json.Nodes;
using EcgScaling.Data.Splitting;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Study.Planning;

/// <summary>Everything that decides the numbers of one trial, resolved: no defaults are left to fill in.</summary>
public sealed record TrialSpec
{
    /// <summary>Counts up when the library changes what a trial computes, so that old results are not taken for new ones.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema it was planned under.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name of its arm.</summary>
    public required string Arm { get; init; }

    /// <summary>The model, with every knob.</summary>
    public required EncoderConfig Model { get; init; }

    /// <summary>The paradigm, with every setting.</summary>
    public required ParadigmConfig Paradigm { get; init; }

    /// <summary>How it is trained, its seed included.</summary>
    public required TrainingConfig Training { get; init; }

    /// <summary>D: the number of training records.</summary>
    public required long Records { get; init; }

    /// <summary>The records that a single pass runs over where <see cref="Records"/> is only how many of them are seen; none where the trial trains on a subset of its own.</summary>
    public long? Pool { get; init; }

    /// <summary>The processes that train it together, each with its part of every batch.</summary>
    /// <value>Default: 1.</value>
    public int Processes { get; init; } = 1;

    /// <summary>The hash of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>How patients are divided.</summary>
    public required SplitFractions Split { get; init; }

    /// <summary>The seed of the division and of the nested subsets.</summary>
    public required ulong SplitSeed { get; init; }

    /// <summary>At most this many held-out records are measured.</summary>
    public int? HeldOutRecords { get; init; }

    /// <summary>The trial's key: 64 hexadecimal digits. It does not depend on the arm's name, on how often metrics are logged or on where the data lie.</summary>
    public string Key()
    {
        var parts = new JsonObject
        {
            ["schema"] = Schema,
            ["model"] = JsonNode.Parse(Model.ToJson()),
            ["paradigm"] = StudyJson.Node(Paradigm),
            ["training"] = Training.Hash(),
            ["records"] = Records,
            ["data"] = DataHash,
            ["split"] = StudyJson.Node(Split),
            ["splitSeed"] = SplitSeed,
            ["heldOutRecords"] = HeldOutRecords,
        };
        // Left out where there is none, so that keys of studies planned before there was a pool stay as they were.
        if (Pool is { } pool)
        {
            parts["pool"] = pool;
        }

        // Sums over several processes are added in another order: close, but other bits. One process keeps the keys there were.
        if (Processes > 1)
        {
            parts["processes"] = Processes;
        }

        return CanonicalJson.Hash(parts);
    }
}
