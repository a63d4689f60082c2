using System.Diagnostics;
using System.Text.Json;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>A measurement in a process of its own.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a program and reads the JSON it prints; where it fails, the error ends with <paramref name="hint"/>. <paramref name="memory"/> is the most that it held with its children, in bytes.</summary>
    public static JsonElement Run(string program, IEnumerable<string> arguments, string hint, out long memory)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        memory = 0;
        while (!output.Wait(BetweenLooks))
        {
            memory = Math.Max(memory, ProcessTree.ProportionalBytes(process.Id));
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? JsonDocument.Parse(output.Result).RootElement : throw new InvalidOperationException($"{program} failed with {process.ExitCode}; {hint}");
    }

    /// <summary>Runs another command of this program.</summary>
    public static JsonElement RunSelf(IEnumerable<string> arguments, out long memory)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return Run(program, isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments, "see its error above.", out memory);
    }
}
