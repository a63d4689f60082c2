using System.Diagnostics;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Training.Toys;

/// <summary>A run in a process of its own, so that a test can kill it.</summary>
internal static class ChildRun
{
    public const long Steps = 2000;

    /// <summary>Trains into the folder given, one line per step on standard output.</summary>
    public static int Main(string[] args)
    {
        if (args[0] == ChildGroup.Word)
        {
            return ChildGroup.Run(args[1], args[2]);
        }

        Train(args[0], new Announcer());
        return 0;
    }

    public static TrainingResult Train(string folder, IProgress<TrainingProgress>? progress = null)
    {
        var data = new ToyDataset(256, samples: 64);
        var config = Toy.Config(Steps, batch: 4) with
        {
            EmaDecay = 0.99,
            Schedule = new() { Kind = Optimisation.ScheduleKind.Plateau, PlateauPatience = 2 },
            Evaluation = new() { Points = new TrainingPoints { Evenly = 8 }, BootstrapResamples = 20 },
            Checkpoints = new() { Points = new TrainingPoints { Evenly = 8 } },
        };
        using var paradigm = new SupervisedConfig { HeadDropout = 0.1, Labels = ["fast", "inverted"] }
            .Build(Toy.ResNet(data.Spec) with { StemWidth = 4, StageWidths = [4], StageStrides = [4], StageBlocks = [1] }, data.LabelNames, 5);
        return new Trainer(config).Train(paradigm, Toy.Split(data, 192), folder, progress);
    }

    /// <summary>Starts the run in a child process and kills it, without a chance to clean up, once it has passed a step.</summary>
    public static void KillAfter(string folder, long step)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildRun).Assembly.Location, folder]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            if (long.Parse(line, System.Globalization.CultureInfo.InvariantCulture) > step)
            {
                break;
            }
        }

        child.Kill();
        child.WaitForExit();
    }

    private sealed class Announcer : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            Console.WriteLine(value.Step);
            Console.Out.Flush();
        }
    }
}
