using System.Text.Json;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>The same nets in Debian's PyTorch, timed in a process of its own.</summary>
internal static class PyTorchPeer
{
    // Not the python3 of PATH: Debian's packages belong to Debian's interpreter. Elsewhere PYTHON names the one with torch.
    private static readonly string Python = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

    /// <summary>Runs a script of this folder and reads the JSON it prints.</summary>
    public static JsonElement Run(string script, out long memory, params string[] arguments) =>
        ChildProcess.Run(Python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments], "eng/install.sh --benchmarks installs PyTorch.", out memory);
}
