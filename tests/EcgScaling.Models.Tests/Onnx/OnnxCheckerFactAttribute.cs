using System.Diagnostics;

namespace EcgScaling.Models.Tests.OnnxFiles;

/// <summary>A test that needs Debian's python3-onnx; skipped where it is not installed.</summary>
public sealed class OnnxCheckerFactAttribute : FactAttribute
{
    internal const string Python = "/usr/bin/python3";
    private static readonly Lazy<bool> IsInstalled = new(Probe);

    public OnnxCheckerFactAttribute() => Skip = IsInstalled.Value ? null : "Install python3-onnx to check exported models with it.";

    private static bool Probe()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import onnx"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
