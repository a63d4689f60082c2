using System.Diagnostics;

namespace EcgScaling.Study.Tests;

/// <summary>A test that asks a Python module as an independent judge; skipped, with that reason, where the module is not installed.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    public PythonFactAttribute(string module)
    {
        if (!File.Exists(Python) || Start("-c", [$"import {module}"]).Code != 0)
        {
            Skip = $"needs {Python} with the module {module} (Debian: python3-{module})";
        }
    }

    /// <summary>Runs a script; the lines of its output.</summary>
    public static string[] Run(string script, string[] arguments)
    {
        var (code, output, error) = Start(script, arguments);
        Assert.True(code == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (int Code, string Output, string Error) Start(string first, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, [first, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
