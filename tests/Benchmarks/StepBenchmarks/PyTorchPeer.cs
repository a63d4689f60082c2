using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>The same nets in Debian's PyTorch, timed in a process of its own.</summary>
internal static class PyTorchPeer
{
    // Not the python3 of PATH: Debian's packages belong to Debian's interpreter.
    private const string Python = "/usr/bin/python3";

    public static Timing Measure(Net net, int threads, double seconds)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peer_step.py"));
        start.ArgumentList.Add(net.Name);
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(seconds.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"peer_step.py failed with {process.ExitCode}; eng/install.sh --benchmarks installs PyTorch.");
        }

        var answer = JsonDocument.Parse(output).RootElement;
        return new Timing(answer.GetProperty("parameters").GetInt64(), [.. answer.GetProperty("seconds").EnumerateArray().Select(time => time.GetDouble())]);
    }
}
