using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace EcgScaling.Training.TensorBoard;

/// <summary>
/// Writes scalars to a TensorBoard event file: TFRecord framing (length, masked CRC-32C, data, masked CRC-32C) around <c>Event</c> messages of
/// TensorFlow's event.proto in protocol buffer wire format.
/// </summary>
/// <remarks>The file's name must contain <c>tfevents</c> for TensorBoard to find it. Not thread-safe.</remarks>
public sealed class EventFile : IDisposable
{
    private const uint CrcMask = 0xA282EAD8;
    private readonly Stream _stream;

    /// <summary>Starts the file anew.</summary>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <param name="wallTime">Now.</param>
    public EventFile(string path, DateTimeOffset wallTime)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        var first = new MemoryStream();
        Double(first, 1, Seconds(wallTime));
        Bytes(first, 3, "brain.Event:2"u8);
        Record(first.ToArray());
    }

    /// <summary>Adds scalars of one step and hands them to the operating system.</summary>
    /// <param name="step">The step.</param>
    /// <param name="wallTime">When they were measured.</param>
    /// <param name="scalars">Tags such as <c>train/loss</c>, and values.</param>
    public void Write(long step, DateTimeOffset wallTime, params IEnumerable<(string Tag, double Value)> scalars)
    {
        ArgumentNullException.ThrowIfNull(scalars);
        var summary = new MemoryStream();
        foreach (var (tag, number) in scalars)
        {
            var value = new MemoryStream();
            Bytes(value, 1, Encoding.UTF8.GetBytes(tag));
            Single(value, 2, (float)number);
            Bytes(summary, 1, value.ToArray());
        }

        var message = new MemoryStream();
        Double(message, 1, Seconds(wallTime));
        Key(message, 2, 0);
        Varint(message, (ulong)step);
        Bytes(message, 5, summary.ToArray());
        Record(message.ToArray());
        _stream.Flush();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return unchecked(BitOperations.RotateRight(~crc, 15) + CrcMask);
    }

    private static void Key(Stream stream, int field, int wireType) => Varint(stream, (ulong)((field << 3) | wireType));

    private static void Varint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }

    private static void Bytes(Stream stream, int field, ReadOnlySpan<byte> data)
    {
        Key(stream, field, 2);
        Varint(stream, (ulong)data.Length);
        stream.Write(data);
    }

    private static void Double(Stream stream, int field, double value)
    {
        Key(stream, field, 1);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Single(Stream stream, int field, float value)
    {
        Key(stream, field, 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private void Record(ReadOnlySpan<byte> data)
    {
        Span<byte> frame = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], MaskedCrc(frame[..8]));
        _stream.Write(frame);
        _stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, MaskedCrc(data));
        _stream.Write(frame[..4]);
    }
}
