using System.Runtime.InteropServices;

namespace EcgScaling.Study.Running;

/// <summary>
/// Turns the signals that ask a process to stop (Ctrl+C, SIGTERM, and SIGUSR1, which SLURM sends before a time limit) into a cancellation, so that
/// running trials write a checkpoint first. The second Ctrl+C ends the process at once.
/// </summary>
public sealed class ShutdownSignals : IDisposable
{
    // The number of SIGUSR1 on Linux; the framework passes numbers it has no name for to the system.
    private const int UserSignal1 = 10;
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Starts listening.</summary>
    public ShutdownSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        if (OperatingSystem.IsLinux())
        {
            _registrations.Add(PosixSignalRegistration.Create((PosixSignal)UserSignal1, Stop));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Stops listening: signals have their usual effect again.</summary>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
