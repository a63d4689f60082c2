using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EcgScaling.Training.Probing;

namespace EcgScaling.Benchmarks.Evaluation;

/// <summary>Fits the probe here and with solvers of scikit-learn, on the same numbers, one after the other.</summary>
internal static class ProbeCommand
{
    public static int Run(ProbeWork work, IReadOnlyList<string> peers)
    {
        var table = work.Table();
        // A ridge of the intercept so small that the optimum is that of scikit-learn, which has none: it moves a loss by less than 1e-7.
        var config = new LinearProbeConfig { Ridge = work.Ridge, InterceptShare = 1e-6 };
        LinearProbe.Fit(table with { Values = table.Values[..(64 * work.Features)], Targets = table.Targets[..(64 * work.Labels)], PatientKeys = [.. table.PatientKeys.Take(64)] }, config);
        var watch = Stopwatch.StartNew();
        var probe = LinearProbe.Fit(table, config);
        var seconds = watch.Elapsed.TotalSeconds;
        Say($"here: {seconds:F2} s; gradient norm at most {probe.Fits.Max(fit => fit.GradientNorm):G2}, above the optimum by at most {probe.Fits.Max(fit => fit.OptimalityGap):G2}, {probe.Fits.Max(fit => fit.Iterations)} Newton steps");
        watch.Restart();
        var path = LinearProbe.FitPath(table, table, [1e-1, 3e-2, 1e-2, 3e-3, 1e-3], config);
        Say($"here, a path of {path.Points.Length} ridges down to 0.001 with warm starts: {watch.Elapsed.TotalSeconds:F2} s");
        if (peers.Count == 0)
        {
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("ecgscaling-probe-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "x.f32"), MemoryMarshal.AsBytes(table.Values.AsSpan()));
            File.WriteAllBytes(Path.Combine(folder.FullName, "y.f32"), MemoryMarshal.AsBytes(table.Targets.AsSpan()));
            foreach (var peer in peers)
            {
                var (solver, tolerance) = (peer.Split(':')[0], double.Parse(peer.Split(':')[1], CultureInfo.InvariantCulture));
                if (Peer(folder.FullName, work, solver, tolerance) is not { } answer)
                {
                    return 1;
                }

                var losses = answer["losses"]!.AsArray().Select(loss => loss!.GetValue<double>()).ToArray();
                var theirs = answer["seconds"]!.GetValue<double>();
                Say($"scikit-learn {answer["version"]}, {solver}, tolerance {tolerance}: {theirs:F2} s; gradient norm at most {answer["gradient"]!.GetValue<double>():G2}");
                Say($"ratio {theirs / seconds:F1}; losses differ by at most {probe.Fits.Zip(losses, (fit, loss) => Math.Abs(fit.Objective - loss)).Max():G2}");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonNode? Peer(string folder, ProbeWork work, string solver, double tolerance)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "peer_probe.py"), folder, Text(work.Records), Text(work.Features), Text(work.Labels), Text(work.Ridge), solver, Text(tolerance)];
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.Error.WriteLine("error: the peer failed; it needs Debian's python3-sklearn (eng/install.sh --benchmarks).");
            return null;
        }

        return JsonNode.Parse(output);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
