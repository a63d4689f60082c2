using System.Diagnostics;
using EcgScaling.Study.Running;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>The sample StudyRunner as a process that may be killed.</summary>
internal static class StudyRunnerProcess
{
    /// <summary>How its workers are started.</summary>
    public static WorkerCommand Command => new() { Program = "dotnet", Arguments = [RunnerPath()] };

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A test run in the background of a script ignores Ctrl+C and hands that on; the runner shall hear it.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", RunnerPath()] : ["dotnet", RunnerPath()];
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

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
