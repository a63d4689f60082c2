using System.Text;

namespace EcgScaling.Models.Onnx;

/// <summary>A message in Protocol Buffers' wire format, kept in pieces so that large tensors are not copied again for every message around them.</summary>
internal sealed class ProtoMessage
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;
    private readonly List<byte[]> _pieces = [];

    internal long Length { get; private set; }

    internal ProtoMessage Varint(int field, long value)
    {
        Tag(field, VarintType);
        Raw(value);
        return this;
    }

    internal ProtoMessage Float(int field, float value)
    {
        Tag(field, Fixed32Type);
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Append(bytes);
        return this;
    }

    internal ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal ProtoMessage Bytes(int field, byte[] value)
    {
        Tag(field, BytesType);
        Raw(value.LongLength);
        Append(value);
        return this;
    }

    internal ProtoMessage Message(int field, ProtoMessage value)
    {
        Tag(field, BytesType);
        Raw(value.Length);
        return Fields(value);
    }

    /// <summary>Appends the fields of another message.</summary>
    internal ProtoMessage Fields(ProtoMessage other)
    {
        _pieces.AddRange(other._pieces);
        Length += other.Length;
        return this;
    }

    internal void WriteTo(Stream stream)
    {
        foreach (var piece in _pieces)
        {
            stream.Write(piece);
        }
    }

    private void Tag(int field, int type) => Raw(((long)field << 3) | (long)type);

    private void Raw(long value)
    {
        var rest = unchecked((ulong)value);
        var bytes = new List<byte>(10);
        do
        {
            bytes.Add((byte)((rest & 0x7F) | (rest > 0x7F ? 0x80u : 0u)));
            rest >>= 7;
        }
        while (rest != 0);
        Append([.. bytes]);
    }

    private void Append(byte[] piece)
    {
        _pieces.Add(piece);
        Length += piece.LongLength;
    }
}
