namespace EcgScaling.Integration.Tests.Slurm;

/// <summary>A fact that starts a SLURM of its own; skipped, with the reason, where it is not installed or may not be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    private static readonly string[] s_programs = ["munged", "slurmctld", "slurmd", "sbatch"];

    public SlurmFactAttribute()
    {
        var path = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':');
        if (s_programs.FirstOrDefault(tool => !path.Any(folder => File.Exists(Path.Combine(folder, tool)))) is { } missing)
        {
            Skip = $"needs SLURM ({missing} is missing): tests/Integration/Slurm/slurm-equals-local.sh --install brings it and runs this by hand";
        }
        else if (Environment.UserName != "root")
        {
            Skip = "needs root, to start a SLURM of its own";
        }
    }
}
