namespace EcgScaling.Models;

public static partial class Presets
{
    /// <summary>An S4D of about 20K parameters.</summary>
    public static ModelPreset S4d20K { get; } = new()
    {
        Name = "s4d_20k",
        Summary = "20K rung of the ladder",
        Encoder = new S4dConfig { Width = 49, Depth = 2 },
    };

    /// <summary>An S4D of about 200K parameters.</summary>
    public static ModelPreset S4d200K { get; } = new()
    {
        Name = "s4d_200k",
        Summary = "200K rung of the ladder",
        Encoder = new S4dConfig { Width = 162, Depth = 3 },
    };

    /// <summary>An S4D of about 2M parameters.</summary>
    public static ModelPreset S4d2M { get; } = new()
    {
        Name = "s4d_2m",
        Summary = "2M rung of the ladder",
        Encoder = new S4dConfig { Width = 429, Depth = 5 },
    };

    /// <summary>An S4D of about 20M parameters.</summary>
    public static ModelPreset S4d20M { get; } = new()
    {
        Name = "s4d_20m",
        Summary = "20M rung of the ladder",
        Encoder = new S4dConfig { Width = 1102, Depth = 8 },
    };

    /// <summary>An S4D of about 200M parameters.</summary>
    public static ModelPreset S4d200M { get; } = new()
    {
        Name = "s4d_200m",
        Summary = "200M rung of the ladder",
        Encoder = new S4dConfig { Width = 2758, Depth = 13 },
    };
}
