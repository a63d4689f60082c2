namespace EcgScaling.Integration.Tests.Slurm;

public sealed class SlurmTests
{
    [SlurmFact]
    public void The_same_plan_through_SLURM_with_a_killed_worker_and_time_limits_gives_the_numbers_of_the_local_run()
    {
        var script = Path.Combine(Repository.Root, "tests", "Integration", "Slurm", "slurm-equals-local.sh");
        var runner = Path.Combine(Repository.Root, "artifacts", "bin", "StudyRunner", Repository.Configuration.ToLowerInvariant(), "StudyRunner.dll");
        var output = Repository.Run(Repository.Root, "bash", script, runner);
        Assert.Contains("5 trials with equal numbers, 0 with different ones, 0 in one folder only", output, StringComparison.Ordinal);
    }
}
