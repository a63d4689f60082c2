namespace EcgScaling.Models;

public static partial class Presets
{
    /// <summary>The shape of ViT-Ti: width 192, 12 blocks, 3 heads; patches of 64 samples over all leads.</summary>
    public static ModelPreset EcgTransformerTiny { get; } = new()
    {
        Name = "ecgtransformer_tiny",
        Summary = "the shape of ViT-Ti: width 192, 12 blocks, 3 heads",
        Encoder = new EcgTransformerConfig { Width = 192, Depth = 12, Heads = 3 },
    };

    /// <summary>The shape of ViT-S: width 384, 12 blocks, 6 heads; patches of 64 samples over all leads.</summary>
    public static ModelPreset EcgTransformerSmall { get; } = new()
    {
        Name = "ecgtransformer_small",
        Summary = "the shape of ViT-S: width 384, 12 blocks, 6 heads",
        Encoder = new EcgTransformerConfig { Width = 384, Depth = 12, Heads = 6 },
    };

    /// <summary>The shape of ViT-B: width 768, 12 blocks, 12 heads; patches of 64 samples over all leads.</summary>
    public static ModelPreset EcgTransformerBase { get; } = new()
    {
        Name = "ecgtransformer_base",
        Summary = "the shape of ViT-B: width 768, 12 blocks, 12 heads",
        Encoder = new EcgTransformerConfig { Width = 768, Depth = 12, Heads = 12 },
    };

    /// <summary>An ECG Transformer of about 20K parameters.</summary>
    public static ModelPreset EcgTransformer20K { get; } = new()
    {
        Name = "ecgtransformer_20k",
        Summary = "20K rung of the ladder",
        Encoder = new EcgTransformerConfig { Width = 17, Depth = 2, Heads = 1 },
    };

    /// <summary>An ECG Transformer of about 200K parameters.</summary>
    public static ModelPreset EcgTransformer200K { get; } = new()
    {
        Name = "ecgtransformer_200k",
        Summary = "200K rung of the ladder",
        Encoder = new EcgTransformerConfig { Width = 64, Depth = 3, Heads = 2 },
    };

    /// <summary>An ECG Transformer of about 2M parameters.</summary>
    public static ModelPreset EcgTransformer2M { get; } = new()
    {
        Name = "ecgtransformer_2m",
        Summary = "2M rung of the ladder",
        Encoder = new EcgTransformerConfig { Width = 176, Depth = 5, Heads = 4 },
    };

    /// <summary>An ECG Transformer of about 20M parameters.</summary>
    public static ModelPreset EcgTransformer20M { get; } = new()
    {
        Name = "ecgtransformer_20m",
        Summary = "20M rung of the ladder",
        Encoder = new EcgTransformerConfig { Width = 455, Depth = 8, Heads = 7 },
    };

    /// <summary>An ECG Transformer of about 200M parameters.</summary>
    public static ModelPreset EcgTransformer200M { get; } = new()
    {
        Name = "ecgtransformer_200m",
        Summary = "200M rung of the ladder",
        Encoder = new EcgTransformerConfig { Width = 1134, Depth = 13, Heads = 18 },
    };
}
