using System.Globalization;

namespace EcgScaling.Study.Measuring;

/// <summary>
/// Reads the energy counters of the processor packages (RAPL, <c>/sys/class/powercap/intel-rapl:*</c>). They count for the machine, not for a process, and most
/// systems let only the administrator read them: what cannot be read is NaN.
/// </summary>
internal sealed class PackageEnergy
{
    private const string PowerCap = "/sys/class/powercap";
    private readonly (string Path, double Range, double Start)[] _packages;

    private PackageEnergy((string Path, double Range, double Start)[] packages) => _packages = packages;

    /// <summary>Joules since <see cref="Start"/>, or NaN. A counter that went past its end is counted once around.</summary>
    public double Joules
    {
        get
        {
            var sum = _packages.Length == 0 ? double.NaN : 0;
            foreach (var (path, range, start) in _packages)
            {
                var now = Read(Path.Combine(path, "energy_uj"));
                sum += (now >= start ? now - start : now + range - start) / 1e6;
            }

            return sum;
        }
    }

    /// <summary>Begins to count.</summary>
    /// <param name="folder">Where the counters are.</param>
    public static PackageEnergy Start(string folder = PowerCap)
    {
        // Packages only: "intel-rapl:0" is one, "intel-rapl:0:1" a part of it that is in its sum.
        var packages = !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder, "*-rapl:*")
            .Where(path => Path.GetFileName(path).Count(letter => letter == ':') == 1)
            .Select(path => (path, Read(Path.Combine(path, "max_energy_range_uj")), Read(Path.Combine(path, "energy_uj"))))
            .Where(package => !double.IsNaN(package.Item3)).ToArray();
        return new PackageEnergy(packages);
    }

    private static double Read(string path)
    {
        try
        {
            return File.Exists(path) && double.TryParse(File.ReadAllText(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }
}
