using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;

namespace EcgScaling.Benchmarks.Studies;

/// <summary>A trial that takes no time: its loss is a law of N and D with a little scatter by its seed.</summary>
internal sealed class EmptyRunner : ITrialRunner
{
    public Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken) => Task.FromResult(new TrialResult
    {
        Key = trial.Key,
        Family = trial.Family,
        Paradigm = trial.Spec.Paradigm.Name,
        Arm = trial.Spec.Arm,
        Parameters = trial.Parameters,
        TrainedParameters = trial.Parameters,
        Records = trial.Spec.Records,
        Patients = trial.Spec.Records,
        Seed = trial.Spec.Training.Seed,
        Steps = trial.Steps,
        SamplesSeen = trial.Steps * trial.Spec.Training.BatchSize,
        Flops = trial.Flops,
        TrainingLoss = 0.1,
        Evaluations = [new Evaluation { Set = "held-out", Loss = Loss(trial), Unit = "nats per label", Records = 1000 }],
        Run = new TrialRun { Seconds = 1, Device = "cpu", Threads = 1, Machine = Environment.MachineName, Library = "0" },
    });

    public void Dispose()
    {
    }

    private static double Loss(PlannedTrial trial) => (0.05 + (2 * Math.Pow(trial.Parameters, -0.3)) + (3 * Math.Pow(trial.Spec.Records, -0.35)))
        * (1 + (0.01 * new RandomStream(trial.Spec.Training.Seed, "benchmark", trial.Parameters, trial.Spec.Records).NextGaussian()));
}
