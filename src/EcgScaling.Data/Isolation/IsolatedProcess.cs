using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using EcgScaling.Data.Hdf5;

namespace EcgScaling.Data.Isolation;

/// <summary>A process that reads, and the line to it. Not thread-safe.</summary>
internal sealed class IsolatedProcess : IDisposable
{
    private const int PollMilliseconds = 50;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly IsolationOptions _options;
    private readonly StringBuilder _errors = new();

    private IsolatedProcess(Process process, IsolationOptions options)
    {
        (_process, _options) = (process, options);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                // The first lines say what happened; a crash may print thousands.
                _errors.Append(_errors.Length < 1000 ? line.Data + " " : string.Empty);
            }
        };
        process.BeginErrorReadLine();
    }

    public bool IsAlive { get; private set; } = true;

    public int Id => _process.Id;

    /// <exception cref="InvalidOperationException">This program cannot be started once more.</exception>
    public static IsolatedProcess Start(IsolationOptions options, string path)
    {
        // Not while another thread opens or closes a file in the library: the new process would hold its lock for a moment.
        var info = StartInfo(options);
        var started = new IsolatedProcess(Hdf5Library.Run(() => Process.Start(info)!), options);
        try
        {
            var greeting = started.Wait(path, "start", StartTimeout, CancellationToken.None);
            if (greeting.Length != sizeof(int) || BitConverter.ToInt32(greeting) != Wire.Greeting)
            {
                throw Unable("The process that was started did not begin to read.");
            }

            return started;
        }
        catch (EcgDataException error)
        {
            started.Dispose();
            throw Unable(error.Found);
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="EcgDataException">The process says so, or it ended, hung or took too much memory; then it is gone.</exception>
    public T Call<T>(Action<BinaryWriter> request, Func<BinaryReader, T> answer, string path, string place, TimeSpan timeout, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            request(writer);
        }

        try
        {
            Wire.WriteFrame(_process.StandardInput.BaseStream, body.GetBuffer().AsSpan(0, (int)body.Length));
        }
        catch (IOException)
        {
            // It has ended; waiting for its answer tells how.
        }

        using var reader = new BinaryReader(new MemoryStream(Wait(path, place, timeout, cancellation)));
        try
        {
            return (Answer)reader.ReadByte() switch
            {
                Answer.Done => answer(reader),
                Answer.BadData when Wire.ReadStrings(reader) is [var where, var at, var found, var allowed, var fix] => throw new EcgDataException(where, at, found, allowed, fix),
                _ when Wire.ReadStrings(reader) is [var type, var message] => throw new EcgDataException(
                    path, place, $"a failure of the process that reads it: {type}: {message}", "files that can be read within the limits", "The file is damaged, or the memory limit is too low for it."),
                _ => throw new FormatException(),
            };
        }
        catch (Exception error) when (error is FormatException or EndOfStreamException or ArgumentException or IOException)
        {
            // A process that a file has confused may say anything.
            Kill();
            throw new EcgDataException(path, place, "an answer that cannot be understood from the process that reads it", "files that can be read", "The file is damaged; fetch it again.", error);
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IsolationOptions options)
    {
        if (IsolationHost.IsAsked)
        {
            throw Unable("This process was itself started to read, but its startup hook did not run.");
        }

        var hooks = !AppContext.TryGetSwitch("System.StartupHookProvider.IsSupported", out var supported) || supported;
        if (Environment.ProcessPath is not { } program || !(hooks || IsolationHost.IsOffered))
        {
            throw Unable("This program has no startup hooks.");
        }

        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            // The host is told what it was told for this process; the entry assembly may lie elsewhere than what it runs with (test hosts).
            var dependencies = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';')[0];
            start.ArgumentList.Add("exec");
            if (dependencies is { Length: > 0 } && Path.ChangeExtension(dependencies[..^".deps.json".Length] + ".x", ".runtimeconfig.json") is var configuration && File.Exists(configuration))
            {
                foreach (var argument in (ReadOnlySpan<string>)["--depsfile", dependencies, "--runtimeconfig", configuration])
                {
                    start.ArgumentList.Add(argument);
                }
            }

            start.ArgumentList.Add(Assembly.GetEntryAssembly()?.Location is { Length: > 0 } entry ? entry : throw Unable("This process has no entry assembly."));
        }

        // In a single file there is no path, and the hook goes by its name.
        var assembly = typeof(IsolatedProcess).Assembly;
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly.Location is { Length: > 0 } location ? location : assembly.GetName().Name;
        start.Environment[IsolationHost.Variable] = options.MemoryLimit.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + options.MemoryLimit.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return start;
    }

    private static InvalidOperationException Unable(string why) => new(
        $"No process could be started to read untrusted files. {why} Call {nameof(IsolationHost)}.{nameof(IsolationHost.ServeIfAsked)}() first in Main, or open the files in this process with {nameof(EcgSources)}.{nameof(EcgSources.Open)}.");

    private byte[] Wait(string path, string place, TimeSpan timeout, CancellationToken cancellation)
    {
        var output = _process.StandardOutput.BaseStream;
        var answer = Task.Factory.StartNew(() => Wire.ReadFrame(output, _options.MemoryLimit), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var clock = Stopwatch.StartNew();
        try
        {
            while (!answer.Wait(PollMilliseconds, cancellation))
            {
                if (clock.Elapsed > timeout)
                {
                    Kill();
                    throw new EcgDataException(
                        path, place, string.Create(CultureInfo.InvariantCulture, $"nothing after {timeout.TotalSeconds:0.#} s of reading"), "files that can be read in time",
                        $"The file is damaged; or allow more time ({nameof(IsolationOptions)}.{nameof(IsolationOptions.Timeout)}).");
                }

                _process.Refresh();
                if (!_process.HasExited && _process.WorkingSet64 > _options.MemoryLimit)
                {
                    Kill();
                    throw new EcgDataException(
                        path, place, $"a need for more than {_options.MemoryLimit} bytes of memory", "files that can be read within the limit",
                        $"The file is damaged; or allow more memory ({nameof(IsolationOptions)}.{nameof(IsolationOptions.MemoryLimit)}).");
                }
            }
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
        catch (AggregateException errors) when (errors.InnerException is InvalidDataException or IOException)
        {
            Kill();
            throw new EcgDataException(path, place, $"{errors.InnerException.Message} from the process that reads it", "files that can be read", "The file is damaged; fetch it again.", errors.InnerException);
        }

        return answer.Result ?? throw Ended(path, place);
    }

    private EcgDataException Ended(string path, string place)
    {
        Kill();
        string said;
        lock (_errors)
        {
            said = _errors.ToString().Trim();
        }

        return new EcgDataException(
            path, place, $"a crash of the process that reads it ({HowItEnded(_process.ExitCode)}{(said.Length > 0 ? $": {said[..Math.Min(said.Length, 300)]}" : string.Empty)})",
            "files that libhdf5 and this library can read", "The file is damaged or hostile; fetch it again from where it was published.");
    }

    private static string HowItEnded(int code) => code switch
    {
        134 => "signal 6, aborted",
        135 => "signal 7, bus error",
        136 => "signal 8, arithmetic error",
        137 => "signal 9, killed",
        139 or -1073741819 => "signal 11, segmentation fault",
        > 128 and < 160 => string.Create(CultureInfo.InvariantCulture, $"signal {code - 128}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"exit code {code}"),
    };

    private void Kill()
    {
        IsAlive = false;
        try
        {
            // Closing its input ends a process that still listens; one that does not is killed.
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(200))
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        _process.WaitForExit();
    }
}
