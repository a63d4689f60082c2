using System.Diagnostics;

namespace EcgScaling.Study.Tests.Storing;

/// <summary>A PostgreSQL server of the test's own: Debian's programs, a fresh cluster in a temporary folder, a private socket and no network. Started when first asked for.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(path => Path.Combine(path, "bin")).Where(path => File.Exists(Path.Combine(path, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private readonly Lock _lock = new();
    private string? _folder;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing => Programs is null ? "needs PostgreSQL (Debian's package postgresql), which is not installed" : null;

    /// <summary>How to connect.</summary>
    public string Connection
    {
        get
        {
            lock (_lock)
            {
                _folder ??= Start();
                return $"Host={_folder};Username=ecg;Database=postgres";
            }
        }
    }

    /// <summary>Stops the server; the data stay until the test ends.</summary>
    public void Stop()
    {
        if (_folder is not null && File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
        {
            Run("pg_ctl", "stop", "-m", "immediate", "-w", "-D", Path.Combine(_folder, "data"));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_folder is not null)
            {
                Stop();
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    private static string Start()
    {
        var folder = Directory.CreateTempSubdirectory("ecg-pg-").FullName;
        if (Environment.UserName == "root")
        {
            // The server refuses to run as root; Debian's package made a user for it.
            Check(Process.Start("chown", ["postgres", folder]));
        }

        var data = Path.Combine(folder, "data");
        Run("initdb", "-D", data, "-A", "trust", "-U", "ecg", "--no-sync", "--locale=C", "--encoding=UTF8");
        Run("pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(folder, "log"), "-o", $"-k {folder} -c listen_addresses= -c fsync=off");
        return folder;
    }

    private static void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments];
        var start = Environment.UserName == "root" ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", .. command]) : new ProcessStartInfo(command[0], command[1..]);
        start.WorkingDirectory = "/";
        // The server keeps what it inherits open: a pipe to the test would never end.
        using var shell = new Process { StartInfo = new ProcessStartInfo("bash", ["-c", "\"$@\" >/dev/null 2>&1", "-", start.FileName, .. start.ArgumentList]) { WorkingDirectory = "/" } };
        shell.Start();
        Check(shell);
    }

    private static void Check(Process process)
    {
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}.");
    }
}
