namespace EcgScaling.Models;

public static partial class Presets
{
    /// <summary>A ConvNeXt-1D of about 20K parameters.</summary>
    public static ModelPreset ConvNext1d20K { get; } = new()
    {
        Name = "convnext1d_20k",
        Summary = "20K rung of the ladder",
        Encoder = new ConvNext1dConfig { StageWidths = [5, 10, 20, 39], StageBlocks = [1, 1, 1, 1] },
    };

    /// <summary>A ConvNeXt-1D of about 200K parameters.</summary>
    public static ModelPreset ConvNext1d200K { get; } = new()
    {
        Name = "convnext1d_200k",
        Summary = "200K rung of the ladder",
        Encoder = new ConvNext1dConfig { StageWidths = [14, 28, 55, 110], StageBlocks = [1, 1, 3, 1] },
    };

    /// <summary>A ConvNeXt-1D of about 2M parameters.</summary>
    public static ModelPreset ConvNext1d2M { get; } = new()
    {
        Name = "convnext1d_2m",
        Summary = "2M rung of the ladder",
        Encoder = new ConvNext1dConfig { StageWidths = [39, 77, 155, 310], StageBlocks = [2, 2, 5, 1] },
    };

    /// <summary>A ConvNeXt-1D of about 20M parameters.</summary>
    public static ModelPreset ConvNext1d20M { get; } = new()
    {
        Name = "convnext1d_20m",
        Summary = "20M rung of the ladder",
        Encoder = new ConvNext1dConfig { StageWidths = [97, 194, 387, 775], StageBlocks = [3, 3, 7, 2] },
    };

    /// <summary>A ConvNeXt-1D of about 200M parameters.</summary>
    public static ModelPreset ConvNext1d200M { get; } = new()
    {
        Name = "convnext1d_200m",
        Summary = "200M rung of the ladder",
        Encoder = new ConvNext1dConfig { StageWidths = [232, 465, 929, 1859], StageBlocks = [4, 4, 11, 4] },
    };
}
