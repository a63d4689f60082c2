using System.Collections.Immutable;

namespace EcgScaling.Study.Planning;

/// <summary>What a short run of some of a study's models on this machine says about the time of all of them. Made by <c>StudyCalibration</c>; data only, no libtorch.</summary>
public sealed record Calibration
{
    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset Measured { get; init; }

    /// <summary>The measurements.</summary>
    public ImmutableArray<CalibrationPoint> Points { get; init; } = [];

    /// <summary>
    /// Seconds per floating-point operation of a model: interpolated in the logarithm of the size between measured sizes of the same family, paradigm and device, the nearest
    /// measured one beyond them; null where the family was not measured under the paradigm.
    /// </summary>
    /// <param name="family">The model family.</param>
    /// <param name="paradigm">The paradigm.</param>
    /// <param name="device">The device.</param>
    /// <param name="parameters">N.</param>
    public double? SecondsPerFlop(string family, string paradigm, string device, long parameters)
    {
        var points = Points.Where(point => point.Family == family && point.Paradigm == paradigm && point.Device == device).OrderBy(point => point.Parameters).ToArray();
        if (points.Length == 0)
        {
            return null;
        }

        var above = Array.FindIndex(points, point => point.Parameters >= parameters);
        if (above <= 0)
        {
            return (above == 0 ? points[0] : points[^1]).SecondsPerFlop;
        }

        var (low, high) = (points[above - 1], points[above]);
        var part = Math.Log((double)parameters / low.Parameters) / Math.Log((double)high.Parameters / low.Parameters);
        return Math.Exp(((1 - part) * Math.Log(low.SecondsPerFlop)) + (part * Math.Log(high.SecondsPerFlop)));
    }

    /// <summary>Reads a calibration; null where there is no such file.</summary>
    /// <exception cref="EcgDataException">The file is no calibration.</exception>
    public static Calibration? ReadFile(string path) => File.Exists(path) ? StudyJson.ReadFile<Calibration>(path) : null;

    /// <summary>Writes the calibration, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteAllText(path, StudyJson.Write(this));
}
