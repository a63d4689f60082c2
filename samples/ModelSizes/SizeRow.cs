using System.Text.Json.Serialization;
using EcgScaling.Models;

namespace EcgScaling.Samples.ModelSizes;

/// <summary>One model and its cost.</summary>
internal sealed record SizeRow
{
    private static readonly long[] Rungs = [20_000, 200_000, 2_000_000, 20_000_000, 200_000_000];

    public required string Family { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Preset { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Target { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }

    public required long Parameters { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? BuiltParameters { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RelativeError { get; init; }

    /// <summary>Of one tracing.</summary>
    public required long ForwardFlops { get; init; }

    /// <summary>Of one tracing, forward and backward.</summary>
    public required long TrainingFlops { get; init; }

    /// <summary>Kept from the forward to the backward pass, for one tracing.</summary>
    public required long ActivationBytes { get; init; }

    public required int FeatureSize { get; init; }

    public int Outputs { get; init; }

    public required EncoderConfig Config { get; init; }

    internal static IReadOnlyList<SizeRow> OfPresets(string pattern)
    {
        var found = pattern.IndexOfAny(['*', '?']) >= 0 ? Presets.Matching(pattern) : [Presets.Get(pattern)];
        return [.. found.Select(preset => Of(preset.Encoder, preset.Size()) with { Preset = preset.Name, Outputs = preset.Outputs })];
    }

    internal static IReadOnlyList<SizeRow> OfLadder(string? family, long? target, ScalingRule? rule, long largest)
    {
        var families = family is null ? EncoderFamilies.All : [EncoderFamilies.Get(family)];
        var targets = target is null ? Rungs.Where(rung => rung <= largest) : [target.Value];
        return [.. families.SelectMany(known => targets.Select(wanted => Of(Sizing.Nearest(known, wanted, rule))))];
    }

    /// <summary>Builds the module and counts its parameters.</summary>
    internal SizeRow Build()
    {
        using var encoder = EncoderFamilies.Build(Config);
        var count = encoder.parameters().Sum(parameter => parameter.numel());
        if (Outputs > 0)
        {
            using var head = new LinearHead(encoder.FeatureSize, Outputs);
            count += head.parameters().Sum(parameter => parameter.numel());
        }

        return this with { BuiltParameters = count };
    }

    private static SizeRow Of(SizedConfig sized) => Of(sized.Config, sized.Size) with
    {
        Target = sized.Target,
        Rule = sized.Rule.ToString(),
        RelativeError = sized.RelativeError,
    };

    private static SizeRow Of(EncoderConfig config, EncoderSize size) => new()
    {
        Family = config.Family,
        Parameters = size.Parameters,
        ForwardFlops = size.ForwardFlops,
        TrainingFlops = size.TrainingFlops,
        ActivationBytes = size.ActivationBytes,
        FeatureSize = config.FeatureSize,
        Config = config,
    };
}
