using System.Diagnostics;
using EcgScaling.Models;
using EcgScaling.Study.Planning;
using TorchSharp;

namespace EcgScaling.Study.Running;

/// <summary>Measures how long a step of one model takes at a number of threads. It takes seconds, and is asked only where the answer matters.</summary>
internal static class ThreadCalibration
{
    private const int Repeats = 3;
    private const int MostRecords = 32;

    /// <summary>The median seconds of some forward and backward passes of the trial's encoder, on random tracings; a batch above 32 is cut.</summary>
    public static double SecondsOfStep(PlannedTrial trial, int threads)
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(threads);
        try
        {
            using var scope = torch.NewDisposeScope();
            using var encoder = EncoderFamilies.Build(trial.Spec.Model);
            var input = trial.Spec.Model.Input;
            var batch = Math.Min(MostRecords, trial.Spec.Training.MicroBatchSize ?? trial.Spec.Training.BatchSize);
            var tracings = torch.rand([batch, input.Leads.Count, input.Samples]);
            Step(encoder, tracings);
            var seconds = new double[Repeats];
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                var watch = Stopwatch.StartNew();
                Step(encoder, tracings);
                seconds[repeat] = watch.Elapsed.TotalSeconds;
            }

            return seconds.Order().ElementAt(Repeats / 2);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    private static void Step(EcgEncoder encoder, torch.Tensor tracings)
    {
        using var scope = torch.NewDisposeScope();
        encoder.forward(tracings).mean().backward();
    }
}
