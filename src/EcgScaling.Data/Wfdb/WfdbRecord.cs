namespace EcgScaling.Data.Wfdb;

/// <summary>A WFDB record with its samples in memory.</summary>
public sealed class WfdbRecord
{
    internal WfdbRecord(WfdbHeader header, IReadOnlyList<WfdbSignal> signals, float[][] values, bool?[] checksums, long frames)
    {
        (Header, Signals, Values, Checksums, Frames) = (header, signals, values, checksums, frames);
    }

    /// <summary>The record's header.</summary>
    public WfdbHeader Header { get; }

    /// <summary>The signals; for a multi-segment record, those of its segments.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; }

    /// <summary>
    /// Each signal's samples in its physical unit, (count - baseline) / gain; NaN where there is none. A signal with several samples a frame has
    /// that many times the frames.
    /// </summary>
    public IReadOnlyList<float[]> Values { get; }

    /// <summary>Whether each signal's checksum is right; of all its segments where there are some; null where no header gives one.</summary>
    public IReadOnlyList<bool?> Checksums { get; }

    /// <summary>The number of frames.</summary>
    public long Frames { get; }

    /// <summary>Reads a record.</summary>
    /// <param name="headerPath">The path of its header file.</param>
    /// <exception cref="EcgDataException">A file is missing, cut off or not what the header says, or a format is not supported.</exception>
    public static WfdbRecord Read(string headerPath) => WfdbReader.Read(WfdbHeaderReader.Read(headerPath), depth: 0);
}
