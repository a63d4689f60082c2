using System.Buffers.Binary;

namespace EcgScaling.Data.Wfdb;

/// <summary>
/// The first bytes of a MATLAB version 4 file: element type, rows (signals), columns (frames), imaginary part, length of the name. WFDB skips them by a byte offset;
/// here they must agree with the WFDB header, so that samples are never read from a matrix of another type or shape.
/// </summary>
internal static class MatlabHeader
{
    public const int Length = 20;

    /// <summary>Whether a signal lies in such a file.</summary>
    public static bool IsIn(WfdbSignal signal) => signal.ByteOffset >= Length && signal.FileName.EndsWith(".mat", StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws unless the matrix is the one that the WFDB header describes.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="start">Its first <see cref="Length"/> bytes.</param>
    /// <param name="signal">One of its signals.</param>
    /// <param name="rows">Samples a frame.</param>
    /// <param name="frames">The frames needed.</param>
    /// <exception cref="EcgDataException">It is another.</exception>
    public static void Check(string path, ReadOnlySpan<byte> start, WfdbSignal signal, long rows, long frames)
    {
        if (start.StartsWith("MATLAB"u8) || start.StartsWith("\x0089HDF"u8[1..]))
        {
            throw new EcgDataException(
                path, "byte 0", start[0] == 'M' ? "a MATLAB 5 file" : "a MATLAB 7.3 file", "a MATLAB version 4 file, as its header's byte offset says", "Fetch the record as it was published, or save the matrix with -v4.");
        }

        var type = Field(start, 0);
        if (NameOf(type) is not { } name || (WantedBy(signal.Format) is { } wanted && wanted != type))
        {
            throw Wrong(path, 0, NameOf(type) is { } other ? $"a matrix of {other} (type {type})" : $"the type {type}", $"{(WantedBy(signal.Format) is { } right ? NameOf(right) : "numbers")} (WFDB format {signal.Format})");
        }

        if (Field(start, 1) != rows)
        {
            throw Wrong(path, 4, $"a matrix of {Field(start, 1)} rows", $"{rows}, one a signal");
        }

        if (Field(start, 2) < frames)
        {
            throw Wrong(path, 8, $"a matrix of {Field(start, 2)} columns", $"at least {frames}, one a sample");
        }

        if (Field(start, 3) != 0)
        {
            throw Wrong(path, 12, $"a matrix with an imaginary part ({Field(start, 3)})", $"{name} without one");
        }

        if (Field(start, 4) != signal.ByteOffset - Length)
        {
            throw Wrong(path, 16, $"a name of {Field(start, 4)} bytes", $"one of {signal.ByteOffset - Length}, since samples begin at byte {signal.ByteOffset}");
        }
    }

    private static int Field(ReadOnlySpan<byte> start, int field) => BinaryPrimitives.ReadInt32LittleEndian(start[(4 * field)..]);

    // Decimal digits: byte order (0 little), 0, element, 0 for a full matrix.
    private static string? NameOf(int type) => type switch { 0 => "double", 10 => "single", 20 => "int32", 30 => "int16", 40 => "uint16", 50 => "uint8", _ => null };

    private static int? WantedBy(int format) => format switch { 16 => 30, 32 => 20, 80 => 50, _ => null };

    private static EcgDataException Wrong(string path, int place, string found, string allowed) =>
        new(path, FormattableString.Invariant($"byte {place}"), found, allowed, "Header and signal file are of different records, or one is damaged; fetch both again.");
}
