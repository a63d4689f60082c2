namespace EcgScaling.Data.Wfdb;

/// <summary>One signal as a WFDB header describes it (header(5), signal specification lines).</summary>
public sealed record WfdbSignal
{
    /// <summary>The file with the samples; <c>~</c> for none.</summary>
    public required string FileName { get; init; }

    /// <summary>The storage format, for example 16 or 212.</summary>
    public required int Format { get; init; }

    /// <summary>Samples in each frame.</summary>
    /// <value>Default: 1.</value>
    public int SamplesPerFrame { get; init; } = 1;

    /// <summary>Frames by which the signal lags behind the others.</summary>
    public int Skew { get; init; }

    /// <summary>Where in the file the samples begin, in bytes.</summary>
    public long ByteOffset { get; init; }

    /// <summary>Counts a physical unit; 200 where the header gives none.</summary>
    public double Gain { get; init; } = 200;

    /// <summary>Whether the header gives a gain; where it gives none or 0 the signal is not calibrated.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>The count that means 0 physical units.</summary>
    public int Baseline { get; init; }

    /// <summary>The physical unit.</summary>
    /// <value>Default: mV.</value>
    public string Units { get; init; } = "mV";

    /// <summary>The value of the first sample, or null where the header does not say.</summary>
    public int? InitialValue { get; init; }

    /// <summary>The sum of all samples modulo 65536, or null where the header does not say.</summary>
    public int? Checksum { get; init; }

    /// <summary>The signal's name, for example <c>MLII</c>.</summary>
    public string Description { get; init; } = string.Empty;
}
