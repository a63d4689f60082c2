using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Running;

/// <summary>What a run is: <c>run.json</c>.</summary>
internal sealed record RunDescription
{
    public int Format { get; init; } = 1;

    public required string Identity { get; init; }

    public required string Paradigm { get; init; }

    public required JsonNode? ParadigmSettings { get; init; }

    public required JsonNode? Encoder { get; init; }

    public required string Data { get; init; }

    public required string DataHash { get; init; }

    /// <summary>What the values count, so that an encoder of standard deviations is not fed millivolts later. Null in runs of earlier releases.</summary>
    public SignalUnit? Unit { get; init; }

    public required string ExamsHash { get; init; }

    public required int TrainingRecords { get; init; }

    public required int HeldOutRecords { get; init; }

    public string? StartedFrom { get; init; }

    public required TrainingConfig Config { get; init; }

    public required RunEnvironment Environment { get; init; }

    public static RunDescription Of(TrainingConfig config, Paradigm paradigm, TrainingData data, string? startFrom, int processes = 1)
    {
        var description = new RunDescription
        {
            Identity = string.Empty,
            Paradigm = paradigm.Name,
            ParadigmSettings = JsonNode.Parse(paradigm.Settings),
            Encoder = JsonNode.Parse(paradigm.Encoder.Config.ToJson()),
            Data = data.Dataset.Name,
            DataHash = data.Dataset.ContentHash,
            Unit = data.Dataset.Unit,
            ExamsHash = HashOf(data),
            TrainingRecords = data.Training.Count,
            HeldOutRecords = data.HeldOut.Count,
            StartedFrom = startFrom,
            Config = config,
            Environment = RunEnvironment.Current(config.Device, processes),
        };
        return description with { Identity = CanonicalJson.Hash(description.Parts()) };
    }

    /// <summary>Which parts of two runs differ.</summary>
    public IEnumerable<string> DifferencesFrom(RunDescription? other)
    {
        if (other is null)
        {
            return ["it is empty"];
        }

        var (mine, theirs) = (Parts(), other.Parts());
        return mine.Where(part => CanonicalJson.Of(part.Value) != CanonicalJson.Of(theirs[part.Key])).Select(part => $"another {part.Key}");
    }

    private JsonObject Parts() => new()
    {
        ["training configuration"] = Config.Hash(),
        ["paradigm"] = Paradigm,
        ["paradigm settings"] = ParadigmSettings?.DeepClone(),
        ["encoder"] = Encoder?.DeepClone(),
        ["data"] = DataHash,
        ["choice of exams"] = ExamsHash,
        ["start"] = StartedFrom,
    };

    private static string HashOf(TrainingData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var side in new[] { data.Training, data.HeldOut })
        {
            hash.AppendData(BitConverter.GetBytes(side.Count));
            foreach (var exam in side)
            {
                hash.AppendData(BitConverter.GetBytes(exam));
            }
        }

        if (data.HeldOutDataset is { } other)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(other.ContentHash));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
