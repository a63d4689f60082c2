using EcgScaling.Models;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>One benchmarked network; <c>peer_step.py</c> builds the same under the same name.</summary>
/// <param name="Name">Its name in tables and on the command line.</param>
/// <param name="Config">The encoder.</param>
/// <param name="Batch">Tracings a step: 32, and fewer where a step on two cores would take a minute.</param>
internal sealed record Net(string Name, EncoderConfig Config, int Batch = 32)
{
    public const int Classes = 6;
    private const int SmallBatch = 8;

    public static IReadOnlyList<Net> All { get; } =
    [
        ResNet("resnet-x1/16", 1 / 16.0),
        ResNet("resnet-x1/4", 1 / 4.0),
        ResNet("resnet-x1", 1),
        ResNet("resnet-x4", 4) with { Batch = SmallBatch },
        Transformer("transformer-d64", 64, 4, 4),
        Transformer("transformer-d256", 256, 6, 4),
        Transformer("transformer-d768", 768, 12, 12) with { Batch = SmallBatch },
    ];

    /// <summary>The nets named; all where none is.</summary>
    /// <exception cref="ArgumentException">There is no such net.</exception>
    public static IReadOnlyList<Net> Chosen(string[]? names) => names is not { Length: > 0 } ? All : [.. names.Select(Named)];

    public static Net Named(string? name) =>
        All.SingleOrDefault(net => net.Name == name) ?? throw new ArgumentException($"There is no net '{name}'; there are {string.Join(", ", All.Select(net => net.Name))}.", nameof(name));

    public EcgClassifier Build() => new(EncoderFamilies.Build(Config), Classes);

    /// <summary>Floating-point operations of the matrix products and convolutions of one step.</summary>
    public double StepFlops => Sizing.Of(Config, Classes).TrainingFlopsOf(Batch);

    private static Net ResNet(string name, double multiplier)
    {
        var ribeiro = ResNet1dConfig.Ribeiro2020;
        int Scaled(int width) => (int)Math.Round(width * multiplier, MidpointRounding.ToEven);
        return new Net(name, ribeiro with { StemWidth = Scaled(ribeiro.StemWidth), StageWidths = [.. ribeiro.StageWidths.Select(Scaled)] });
    }

    private static Net Transformer(string name, int width, int depth, int heads) =>
        new(name, new EcgTransformerConfig { Width = width, Depth = depth, Heads = heads, PatchSize = 64, Positions = PositionStyle.Learned });
}
