using System.Diagnostics;
using System.Text.Json;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>A measurement in a process of its own.</summary>
internal static class ChildProcess
{
    public static JsonElement Run(string program, IEnumerable<string> arguments, string hint)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException($"{program} failed with {process.ExitCode}; {hint}");
    }
}
