namespace EcgScaling.Models;

public static partial class Presets
{
    /// <summary>The network of Ribeiro et al. 2020 as in the authors' PyTorch code, with its 6 classes: 6,950,310 parameters.</summary>
    public static ModelPreset Ribeiro2020 { get; } = new()
    {
        Name = "ribeiro2020",
        Summary = "Ribeiro et al. 2020, PyTorch code, flattened features, 6 classes",
        Encoder = ResNet1dConfig.Ribeiro2020,
        Outputs = 6,
    };

    /// <summary>The same with the mean over time in the place of the flattened features: 6,921,510 parameters.</summary>
    public static ModelPreset Ribeiro2020Gap { get; } = new()
    {
        Name = "ribeiro2020_gap",
        Summary = "the same with mean pooling, 6 classes",
        Encoder = new ResNet1dConfig(),
        Outputs = 6,
    };

    /// <summary>The Keras network of the paper, with its 6 classes: 6,421,910 parameters.</summary>
    public static ModelPreset Ribeiro2020Keras { get; } = new()
    {
        Name = "ribeiro2020_keras",
        Summary = "Ribeiro et al. 2020, Keras code, 6 classes",
        Encoder = ResNet1dConfig.Ribeiro2020Keras,
        Outputs = 6,
    };

    /// <summary>A ResNet1D of about 20K parameters.</summary>
    public static ModelPreset ResNet1d20K { get; } = new()
    {
        Name = "resnet1d_20k",
        Summary = "20K rung of the ladder",
        Encoder = new ResNet1dConfig { StemWidth = 3, StageWidths = [3, 7, 10, 14, 17] },
    };

    /// <summary>A ResNet1D of about 200K parameters.</summary>
    public static ModelPreset ResNet1d200K { get; } = new()
    {
        Name = "resnet1d_200k",
        Summary = "200K rung of the ladder",
        Encoder = new ResNet1dConfig { StemWidth = 11, StageWidths = [11, 22, 33, 43, 54] },
    };

    /// <summary>A ResNet1D of about 2M parameters.</summary>
    public static ModelPreset ResNet1d2M { get; } = new()
    {
        Name = "resnet1d_2m",
        Summary = "2M rung of the ladder",
        Encoder = new ResNet1dConfig { StemWidth = 34, StageWidths = [34, 69, 105, 138, 172] },
    };

    /// <summary>A ResNet1D of about 20M parameters.</summary>
    public static ModelPreset ResNet1d20M { get; } = new()
    {
        Name = "resnet1d_20m",
        Summary = "20M rung of the ladder",
        Encoder = new ResNet1dConfig { StemWidth = 109, StageWidths = [109, 218, 333, 436, 544] },
    };

    /// <summary>A ResNet1D of about 200M parameters.</summary>
    public static ModelPreset ResNet1d200M { get; } = new()
    {
        Name = "resnet1d_200m",
        Summary = "200M rung of the ladder",
        Encoder = new ResNet1dConfig { StemWidth = 344, StageWidths = [344, 689, 1055, 1378, 1722] },
    };
}
