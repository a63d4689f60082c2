using System.Diagnostics;

namespace EcgScaling.Integration.Tests;

/// <summary>The checkout under test, and how to run a command in it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>EcgScaling.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The build configuration of this test run, which is also that of everything it was built with.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Name.Equals("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>Runs a command to its end; fails with its output unless it exits with 0.</summary>
    public static string Run(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's own MSBuild settings must not leak into the builds started here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command}' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"'{command} {string.Join(' ', arguments)}' exited with {process.ExitCode}:\n{output}\n{errors.Result}");
        return output;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EcgScaling.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No EcgScaling.sln above {AppContext.BaseDirectory}.");
    }
}
