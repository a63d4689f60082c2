using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EcgScaling.Benchmarks.Data;

/// <summary>The same work in Debian's h5py, in a process of its own.</summary>
internal static class H5pyPeer
{
    // Not the python3 of PATH: Debian's packages belong to Debian's interpreter.
    private const string Python = "/usr/bin/python3";

    /// <summary>Writes the records of a folder in the three layouts.</summary>
    public static void WriteLayouts(string source, string folder) => Run("layouts", source, folder);

    /// <summary>Records a second of each pass.</summary>
    /// <param name="file">The shard.</param>
    /// <param name="work"><c>blocks</c>: raw blocks in order; <c>ordered</c> and <c>shuffled</c>: (lead, sample) in millivolts.</param>
    /// <param name="seconds">How long.</param>
    public static double[] Read(string file, string work, double seconds) =>
        Rates(Run("read", file, work, seconds.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Records a second of writing gzip chunks.</summary>
    public static double[] Write(string source, string file) => Rates(Run("write", source, file));

    private static double[] Rates(string output) => [.. JsonDocument.Parse(output).RootElement.GetProperty("rates").EnumerateArray().Select(rate => rate.GetDouble())];

    private static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peer_data.py"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"peer_data.py failed with {process.ExitCode}; eng/install.sh --benchmarks installs h5py.");
    }
}
