using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Training;

namespace EcgScaling.Benchmarks.Studies;

/// <summary>
/// A plan of 24 small trials as the study runs it on this machine (as many trials side by side as cores, one thread each, checkpoints, bootstrap and all), beside a PyTorch script
/// that trains the same nets on as many records for as many steps, one after the other with all threads. Both begin with prepared tracings.
/// </summary>
internal static class TrialsCommand
{
    private const int Exams = 1200;
    private const int Steps = 60;
    private const int Batch = 32;

    public static async Task RunAsync(string root)
    {
        var study = ScalingStudy.Create("small-trials")
            .Data(data => data.Synthetic(exams: Exams).Preprocess("crop(4096)").HoldOut(test: 0.1).Sizes(400, 1000))
            .Models(models => models
                .Like(ResNet1dConfig.Ribeiro2020, 20_000, 60_000, 180_000)
                .Like(new EcgTransformerConfig { Positions = PositionStyle.Learned }, 20_000, 60_000, 180_000))
            .Paradigms(paradigms => paradigms.Supervised())
            .Seeds(1, 2)
            .Training(training => training with { Duration = Duration.Steps(Steps), BatchSize = Batch });
        var plan = study.Plan();
        var run = plan.In(Path.Combine(root, "study"));
        run.Prepare();
        var tracings = Path.Combine(root, "exact");
        using (var source = new SyntheticEcgSource(new SyntheticOptions { Count = Exams }))
        {
            PreparedStore.Build(source, "crop(4096)", tracings, new PreparedStoreOptions { Element = StoredElement.Exact32 }).Dispose();
        }

        var task = Path.Combine(root, "trials.json");
        await File.WriteAllTextAsync(task, JsonSerializer.Serialize(new { Tracings = Path.Combine(tracings, "tracings.bin"), HeldOut = Exams / 10, Steps, Batch, Threads = Environment.ProcessorCount, Trials = plan.Trials.Select(Describe) }));

        var watch = Stopwatch.StartNew();
        await run.RunAsync();
        var ours = watch.Elapsed.TotalSeconds;
        watch.Restart();
        using (var peer = Process.Start("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "peer_trials.py"), task]))
        {
            await peer.WaitForExitAsync();
            if (peer.ExitCode != 0)
            {
                throw new InvalidOperationException("The PyTorch script failed; see its error above. eng/install.sh --benchmarks installs PyTorch.");
            }
        }

        var theirs = watch.Elapsed.TotalSeconds;
        var done = run.Status().Done;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done} of {plan.Trials.Length} trials: {ours:F0} s, {3600 * done / ours:N0} trials an hour; PyTorch script {theirs:F0} s, {3600 * plan.Trials.Length / theirs:N0}; ratio {theirs / ours:F2}"));
    }

    private static object Describe(PlannedTrial trial) => trial.Spec.Model switch
    {
        ResNet1dConfig net => new { Kind = "resnet", Widths = (int[])[net.StemWidth, .. net.StageWidths], Blocks = net.StageBlocks, trial.Parameters, trial.Spec.Records },
        EcgTransformerConfig net => new { Kind = "transformer", net.Width, net.Depth, net.Heads, Patch = net.PatchSize, trial.Parameters, trial.Spec.Records },
        var other => throw new InvalidOperationException($"{other.Family} has no peer."),
    };
}
