namespace EcgScaling.Testing;

/// <summary>Golden files: numbers from an independent reference, kept beside the script that made them.</summary>
public static class Golden
{
    /// <summary>The path of a golden file as the test project copied it to its output.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]);
}
