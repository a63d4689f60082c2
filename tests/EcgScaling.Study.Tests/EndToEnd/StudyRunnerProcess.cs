using System.Diagnostics;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>The sample StudyRunner as a process that may be killed.</summary>
internal static class StudyRunnerProcess
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RunnerPath(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        // What it prints is not looked at, but a full pipe would hold it up.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // The sample is built for the configuration the tests are built for, beside them.
    private static string RunnerPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, "StudyRunner", output.Name, "StudyRunner.dll");
    }
}
