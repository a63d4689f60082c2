using EcgScaling.Study.Results;

namespace EcgScaling.Study.Tests;

/// <summary>Small values for tests.</summary>
internal static class Sample
{
    public static TrialResult Result(string key, double loss) => new()
    {
        Key = key,
        Family = "resnet1d",
        Paradigm = "supervised",
        Parameters = 1000,
        TrainedParameters = 1100,
        Records = 100,
        Patients = 80,
        Seed = 1,
        Steps = 10,
        SamplesSeen = 200,
        Flops = 1e9,
        TrainingLoss = 0.5,
        Evaluations = [new Evaluation { Set = "held-out", Loss = loss, Unit = "nats per label", Records = 20 }],
        Run = new TrialRun { Seconds = 1, Device = "cpu", Threads = 1, Machine = "test", Library = "0" },
    };
}
