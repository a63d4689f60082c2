using System.Diagnostics;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>A file system of a few megabytes in memory, to be filled or made read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string path, int megabytes)
    {
        Path = Directory.CreateDirectory(path).FullName;
        if (Mount("-t", "tmpfs", "-o", $"size={megabytes}m", "ecg-test", Path) != 0)
        {
            throw new InvalidOperationException($"No file system could be mounted at {Path}.");
        }
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file that leaves this much room.</summary>
    public void FillBut(int kilobytes)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace - (kilobytes << 10);
        File.WriteAllBytes(this["filler"], new byte[free]);
    }

    /// <summary>Removes the filler.</summary>
    public void Clear() => File.Delete(this["filler"]);

    public void MakeReadOnly() => Assert.Equal(0, Mount("-o", "remount,ro", Path));

    public void Dispose()
    {
        using var process = Process.Start("umount", ["-l", Path]);
        process.WaitForExit();
    }

    internal static int Mount(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
