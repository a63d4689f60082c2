namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>A fact that mounts a small file system; skipped, with the reason, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "needs root on Linux, to mount a file system of a few megabytes";
        }

        var folder = Directory.CreateTempSubdirectory("ecg-disk-").FullName;
        try
        {
            using var disk = new SmallDisk(folder, megabytes: 1);
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "needs to mount a file system of a few megabytes, which this machine does not allow";
        }
        finally
        {
            Directory.Delete(folder);
        }
    });

    public SmallDiskFactAttribute() => Skip = Missing.Value;
}
