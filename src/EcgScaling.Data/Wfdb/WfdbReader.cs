namespace EcgScaling.Data.Wfdb;

/// <summary>Reads the signal files of a record.</summary>
internal static class WfdbReader
{
    /// <summary>More values than this in one record are taken for damage: 24 hours of 12 leads at 250 Hz are 259 million.</summary>
    private const long MostValues = 1L << 28;

    public static WfdbRecord Read(WfdbHeader header, int depth)
    {
        if (depth > 2)
        {
            throw new EcgDataException(header.Path, string.Empty, "segments inside segments inside segments", "segments that hold signals", "Mend the header, or leave the record out.");
        }

        return header.Segments.Count > 0 ? ReadSegments(header, depth) : ReadSignals(header);
    }

    /// <summary>The frames that the record has, found from the files where the header does not say.</summary>
    public static long FramesOf(WfdbHeader header)
    {
        if (header.Frames is { } frames)
        {
            return frames;
        }

        if (header.Segments.Count > 0)
        {
            return header.Segments.Sum(segment => segment.Frames);
        }

        var groups = Groups(header);
        return groups.Count == 0 ? 0 : groups.Min(group => FramesIn(header, group));
    }

    /// <summary>Throws unless the signal files are there, long enough, and in formats that are read here; reads no sample.</summary>
    public static void CheckFiles(WfdbHeader header)
    {
        foreach (var group in Groups(header))
        {
            var first = header.Signals[group[0]];
            var frames = FramesIn(header, group);
            if (header.Frames is { } declared)
            {
                var path = SignalPath(header, first.FileName);
                var needed = (Int128)declared * group.Sum(signal => (long)header.Signals[signal].SamplesPerFrame);
                var length = Math.Max(0, new FileInfo(path).Length - first.ByteOffset);
                if (needed > MostValues || WfdbFormat.BytesFor(first.Format, (long)needed) > length)
                {
                    throw CutOff(path, length, needed, first.Format);
                }
            }
            else if (frames == 0)
            {
                throw new EcgDataException(SignalPath(header, first.FileName), string.Empty, "no sample", "at least one frame", "Fetch the file again.");
            }

            if (MatlabHeader.IsIn(first))
            {
                var path = SignalPath(header, first.FileName);
                using var file = File.OpenHandle(path);
                CheckMatrix(path, file, first, group.Sum(signal => (long)header.Signals[signal].SamplesPerFrame), header.Frames ?? 0);
            }
        }
    }

    private static EcgDataException CutOff(string path, long length, Int128 samples, int format) =>
        new(path, string.Empty, $"{length} bytes of samples", $"the {samples} samples its header declares (format {format})", "The file is cut off; fetch it again.");

    private static WfdbRecord ReadSignals(WfdbHeader header)
    {
        var frames = FramesOf(header);
        var perFrame = header.Signals.Sum(signal => (long)signal.SamplesPerFrame);
        if ((Int128)frames * perFrame > MostValues)
        {
            throw new EcgDataException(header.Path, "line 1", $"{frames} frames of {perFrame} samples", $"at most {MostValues} values", "The header is damaged, or the record should be divided.");
        }

        var groups = Groups(header);
        if (groups.Count == 0)
        {
            throw new EcgDataException(header.Path, string.Empty, "no signal with a file", "at least one", "Mend the header, or leave the record out.");
        }

        var values = new float[header.Signals.Count][];
        var checksums = new bool?[header.Signals.Count];
        foreach (var group in groups)
        {
            ReadGroup(header, group, frames, values, checksums);
        }

        for (var signal = 0; signal < values.Length; signal++)
        {
            // A signal without a file.
            values[signal] ??= Missing(frames * header.Signals[signal].SamplesPerFrame);
        }

        return new WfdbRecord(header, header.Signals, values, checksums, frames);
    }

    // Signals that share a file are interleaved in it, frame by frame.
    private static List<int[]> Groups(WfdbHeader header) =>
        [.. Enumerable.Range(0, header.Signals.Count).Where(signal => header.Signals[signal].FileName != "~").GroupBy(signal => header.Signals[signal].FileName).Select(group => group.ToArray())];

    private static string SignalPath(WfdbHeader header, string name)
    {
        // A header names files of its own folder; anything else would let a data set reach outside it.
        if (name.AsSpan().ContainsAny('/', '\\') || name is ".." or "." || name.Any(char.IsControl))
        {
            throw new EcgDataException(header.Path, "signal file", $"'{name}'", "a file of the header's own folder", "Put the signal file beside its header.");
        }

        return Path.Combine(Path.GetDirectoryName(header.Path) ?? string.Empty, name);
    }

    private static long FramesIn(WfdbHeader header, int[] group)
    {
        var first = header.Signals[group[0]];
        Check(header, group);
        var file = new FileInfo(SignalPath(header, first.FileName));
        if (!file.Exists)
        {
            throw MissingFile(file.FullName);
        }

        var perFrame = group.Sum(signal => (long)header.Signals[signal].SamplesPerFrame);
        return Math.Max(0, (WfdbFormat.SamplesIn(first.Format, Math.Max(0, file.Length - first.ByteOffset)) / perFrame) - group.Max(signal => header.Signals[signal].Skew));
    }

    private static void Check(WfdbHeader header, int[] group)
    {
        var first = header.Signals[group[0]];
        if (first.Format is 508 or 516 or 524)
        {
            throw new EcgDataException(
                header.Path, $"signal {first.Description}", $"format {first.Format} (FLAC)", "formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311",
                "FLAC-compressed signals are not supported; convert the record, for example with xform of the WFDB tools.");
        }

        if (!WfdbFormat.IsSupported(first.Format))
        {
            throw new EcgDataException(
                header.Path, $"signal {first.Description}", $"format {first.Format}", "formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311", "Mend the header, or leave the record out.");
        }

        if (Array.Exists(group, signal => header.Signals[signal].Format != first.Format || header.Signals[signal].ByteOffset != first.ByteOffset))
        {
            throw new EcgDataException(
                header.Path, $"file {first.FileName}", "signals of different formats or offsets in one file", "one format and offset for a file", "Mend the header, or leave the record out.");
        }
    }

    private static void ReadGroup(WfdbHeader header, int[] group, long frames, float[][] values, bool?[] checksums)
    {
        Check(header, group);
        var first = header.Signals[group[0]];
        var path = SignalPath(header, first.FileName);
        var perFrame = group.Sum(signal => header.Signals[signal].SamplesPerFrame);
        var skew = group.Max(signal => header.Signals[signal].Skew);
        var (bytes, available) = Load(path, first, frames, perFrame, skew);
        var raw = new int[available];
        WfdbFormat.Decode(first.Format, bytes, raw);
        var start = 0;
        foreach (var index in group)
        {
            var signal = header.Signals[index];
            var counts = Pick(raw, start, perFrame, signal, frames);
            checksums[index] = signal.Checksum is { } sum && signal.Skew == 0 ? unchecked((ushort)counts.Sum) == unchecked((ushort)sum) : null;
            values[index] = counts.Values;
            start += signal.SamplesPerFrame;
        }
    }

    private static void CheckMatrix(string path, Microsoft.Win32.SafeHandles.SafeFileHandle file, WfdbSignal signal, long perFrame, long frames)
    {
        Span<byte> start = stackalloc byte[MatlabHeader.Length];
        // A file that ends within its header has been found too short for its samples.
        if (RandomAccess.Read(file, start, 0) == start.Length)
        {
            MatlabHeader.Check(path, start, signal, perFrame, frames);
        }
    }

    private static (byte[] Bytes, long Samples) Load(string path, WfdbSignal signal, long frames, long perFrame, long skew)
    {
        var (needed, wanted) = (frames * perFrame, (frames + skew) * perFrame);
        if (!File.Exists(path))
        {
            throw MissingFile(path);
        }

        using var file = File.OpenHandle(path);
        var length = Math.Max(0, RandomAccess.GetLength(file) - signal.ByteOffset);
        // Samples are taken as far as the file goes, the last group perhaps in part.
        var samples = wanted;
        if (WfdbFormat.BytesFor(signal.Format, samples) > length)
        {
            samples = Math.Max(needed, Math.Min(wanted, WfdbFormat.SamplesIn(signal.Format, length)));
        }

        var size = WfdbFormat.BytesFor(signal.Format, samples);
        if (size > length)
        {
            throw CutOff(path, length, needed, signal.Format);
        }

        if (MatlabHeader.IsIn(signal))
        {
            CheckMatrix(path, file, signal, perFrame, frames);
        }

        // Two spare bytes let the packed formats look one word ahead.
        var bytes = new byte[size + 4];
        var done = 0;
        while (done < size)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done, (int)size - done), signal.ByteOffset + done);
            if (read == 0)
            {
                throw new EcgDataException(path, $"byte {signal.ByteOffset + done}", "the end of the file", $"{size} bytes of samples", "The file changed while it was read.");
            }

            done += read;
        }

        return (bytes, samples);
    }

    private static (float[] Values, long Sum) Pick(int[] raw, int start, int perFrame, WfdbSignal signal, long frames)
    {
        var invalid = WfdbFormat.Invalid(signal.Format);
        var values = new float[frames * signal.SamplesPerFrame];
        var (sum, running) = (0L, (long)(signal.InitialValue ?? 0));
        for (long frame = 0; frame < frames; frame++)
        {
            for (var within = 0; within < signal.SamplesPerFrame; within++)
            {
                var place = ((frame + signal.Skew) * perFrame) + start + within;
                var target = (frame * signal.SamplesPerFrame) + within;
                if (place >= raw.Length)
                {
                    values[target] = float.NaN;
                    continue;
                }

                var count = (long)raw[place];
                if (signal.Format == 8)
                {
                    // First differences, from the initial value on; the first difference is stored too.
                    running = unchecked(running + count);
                    count = running;
                }

                sum += count;
                values[target] = count == invalid ? float.NaN : (float)((count - signal.Baseline) / signal.Gain);
            }
        }

        return (values, sum);
    }

    private static WfdbRecord ReadSegments(WfdbHeader header, int depth)
    {
        var folder = Path.GetDirectoryName(header.Path) ?? string.Empty;
        var total = header.Segments.Aggregate(Int128.Zero, (sum, segment) => sum + segment.Frames);
        if (total * 2 > MostValues)
        {
            throw new EcgDataException(header.Path, string.Empty, $"segments of {total} frames in all", $"at most {MostValues} values", "The header is damaged, or the record should be divided.");
        }

        var parts = header.Segments.Select(segment => (segment.Frames, Record: segment.RecordName == "~" ? null : ReadSegment(header, folder, segment, depth))).ToList();
        // The first that describes signals: the layout segment where there is one.
        var signals = (parts.FirstOrDefault(part => part.Record is { Signals.Count: > 0 }).Record
            ?? throw new EcgDataException(header.Path, string.Empty, "no segment with signals", "at least one", "Mend the header, or leave the record out.")).Signals;
        if (total * signals.Sum(signal => signal.SamplesPerFrame) > MostValues)
        {
            throw new EcgDataException(header.Path, string.Empty, $"{total} frames of {signals.Count} signals", $"at most {MostValues} values", "The header is damaged, or the record should be divided.");
        }

        var values = signals.Select(signal => Missing((long)total * signal.SamplesPerFrame)).ToArray();
        var checksums = new bool?[signals.Count];
        var at = 0L;
        foreach (var (frames, record) in parts)
        {
            for (var signal = 0; record is not null && frames > 0 && signal < signals.Count; signal++)
            {
                var match = Array.FindIndex([.. record.Signals], other => other.Description == signals[signal].Description && other.SamplesPerFrame == signals[signal].SamplesPerFrame);
                if (match >= 0)
                {
                    checksums[signal] = Both(checksums[signal], record.Checksums[match]);
                    var part = record.Values[match];
                    part.AsSpan(0, (int)Math.Min(part.Length, frames * signals[signal].SamplesPerFrame)).CopyTo(values[signal].AsSpan((int)(at * signals[signal].SamplesPerFrame)));
                }
            }

            at += frames;
        }

        return new WfdbRecord(header, signals, values, checksums, (long)total);
    }

    private static WfdbRecord ReadSegment(WfdbHeader header, string folder, WfdbSegment segment, int depth)
    {
        if (segment.RecordName.AsSpan().ContainsAny('/', '\\') || segment.RecordName.Contains("..", StringComparison.Ordinal) || segment.RecordName.Any(char.IsControl))
        {
            throw new EcgDataException(header.Path, "segments", $"'{segment.RecordName}'", "a record of the header's own folder", "Put the segments beside the header.");
        }

        var inner = WfdbHeaderReader.Read(Path.Combine(folder, segment.RecordName + ".hea"));
        return segment.Frames == 0
            ? new WfdbRecord(inner, inner.Signals, [.. inner.Signals.Select(_ => Array.Empty<float>())], new bool?[inner.Signals.Count], 0)
            : Read(inner, depth + 1);
    }

    // Wrong where one is wrong, right where those that are stated are.
    private static bool? Both(bool? first, bool? second) => first is null ? second : second is null ? first : first.Value && second.Value;

    private static float[] Missing(long length)
    {
        var values = new float[length];
        values.AsSpan().Fill(float.NaN);
        return values;
    }

    private static EcgDataException MissingFile(string path) =>
        new(path, string.Empty, "no such file", "the signal file that the header names", "Fetch it and put it beside its header.");
}
