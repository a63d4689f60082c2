using System.Text.Json;
using EcgScaling.Testing;

namespace EcgScaling.Training.Toys;

/// <summary>The values of Golden/make_losses.py.</summary>
internal sealed record LossesGolden
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static LossesGolden Read { get; } = JsonSerializer.Deserialize<LossesGolden>(File.ReadAllText(Golden.PathOf("losses.json")), Web)!;

    public required float[] First { get; init; }

    public required float[] Second { get; init; }

    public required long[] Patients { get; init; }

    public required int Width { get; init; }

    public required double Temperature { get; init; }

    public required double NtXent { get; init; }

    public required float[] Logits { get; init; }

    public required float?[] Targets { get; init; }

    public required int Labels { get; init; }

    public required double Micro { get; init; }

    public required double[] PerLabel { get; init; }

    public required double[] Aurocs { get; init; }

    public required double Trivial { get; init; }

    public required double Smoothing { get; init; }

    public required double[] Weights { get; init; }

    public required double Training { get; init; }

    public float[] TargetsOrNaN => [.. Targets.Select(target => target ?? float.NaN)];
}
