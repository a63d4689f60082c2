using EcgScaling.Models;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>One benchmarked network; <c>peer_step.py</c> builds the same under the same name.</summary>
internal sealed record Net(string Name, EncoderConfig Config)
{
    public const int Classes = 6;
    public const int Batch = 32;

    public static IReadOnlyList<Net> All { get; } =
    [
        ResNet("resnet-x1", 1),
        ResNet("resnet-x1/4", 1 / 4.0),
        ResNet("resnet-x1/16", 1 / 16.0),
        Transformer("transformer-d256", 256, 6),
        Transformer("transformer-d64", 64, 4),
    ];

    public EcgClassifier Build() => new(EncoderFamilies.Build(Config), Classes);

    private static Net ResNet(string name, double multiplier)
    {
        var ribeiro = ResNet1dConfig.Ribeiro2020;
        int Scaled(int width) => (int)Math.Round(width * multiplier, MidpointRounding.ToEven);
        return new Net(name, ribeiro with { StemWidth = Scaled(ribeiro.StemWidth), StageWidths = [.. ribeiro.StageWidths.Select(Scaled)] });
    }

    private static Net Transformer(string name, int width, int depth) =>
        new(name, new EcgTransformerConfig { Width = width, Depth = depth, Heads = 4, PatchSize = 64, Positions = PositionStyle.Learned });
}
