using System.ComponentModel;
using System.Diagnostics;
using EcgScaling.Study.Running;

namespace EcgScaling.Study.Launching;

/// <summary>Starts the <c>submit.sh</c> that <see cref="SlurmScripts"/> or <see cref="KubernetesJobs"/> wrote.</summary>
public static class Submission
{
    /// <summary>Submits.</summary>
    /// <param name="script">The path of <c>submit.sh</c>.</param>
    /// <param name="cancellation">Stops waiting for the engine; what it has taken stays queued.</param>
    /// <returns>What the engine answered, one line a job.</returns>
    /// <exception cref="StudyRunException">The engine is not there or refused; the message has its words and says what can be done.</exception>
    public static async Task<string> SubmitAsync(string script, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(script);
        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var (said, refused) = (await output.ConfigureAwait(false), (await errors.ConfigureAwait(false)).Trim());
            return process.ExitCode == 0
                ? said.Trim()
                : throw new StudyRunException($"Submitting ended with code {process.ExitCode}: {refused} The scripts are written; where this machine cannot submit, run {script} on one that can.{(said.Length > 0 ? $" Submitted before: {said.Trim()}" : string.Empty)}");
        }
        catch (Win32Exception error)
        {
            throw new StudyRunException($"bash could not be started to submit: {error.Message}. The scripts are written; run {script} on the cluster's login node.", error);
        }
    }
}
