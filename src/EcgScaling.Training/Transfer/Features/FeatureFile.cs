using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcgScaling.Training.Transfer.Features;

/// <summary>Features of exams on disk, one row an exam, read by position. All members may be called from several threads at once.</summary>
public sealed class FeatureFile : IDisposable
{
    private readonly SafeFileHandle _file;

    internal FeatureFile(string path, int rows, int tokens, int width)
    {
        (Rows, Tokens, Width) = (rows, tokens, width);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
    }

    /// <summary>The number of exams.</summary>
    public int Rows { get; }

    /// <summary>Vectors of each exam; 1 for pooled features.</summary>
    public int Tokens { get; }

    /// <summary>Numbers of each vector.</summary>
    public int Width { get; }

    /// <summary>Reads one exam's features.</summary>
    /// <param name="row">The exam's row.</param>
    /// <param name="destination">Shape <c>(token, feature)</c>.</param>
    public void Read(int row, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        var bytes = MemoryMarshal.AsBytes(destination[..(Tokens * Width)]);
        var offset = (long)row * bytes.Length;
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"The features of row {row} end early; remove the cache folder.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Reads some exams' features, shape <c>(exam, token, feature)</c>, flattened.</summary>
    public float[] ReadAll(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var size = Tokens * Width;
        var values = new float[checked(rows.Count * size)];
        for (var place = 0; place < rows.Count; place++)
        {
            Read(rows[place], values.AsSpan(place * size, size));
        }

        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
