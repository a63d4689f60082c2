using Xunit;

namespace EcgScaling.Testing;

/// <summary>A fact that needs a program of the machine; skipped, with that reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    /// <param name="program">The program, looked for on PATH.</param>
    /// <param name="package">The Debian package that has it.</param>
    public ProgramFactAttribute(string program, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Skip = $"needs {program} (Debian package {package}), which this machine does not have";
        }
    }
}
