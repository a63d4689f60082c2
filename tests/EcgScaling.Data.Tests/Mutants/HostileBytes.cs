using System.Buffers.Binary;

namespace EcgScaling.Data.Tests;

/// <summary>Damages binary files where it hurts: bytes near the metadata, whole fields set to tempting numbers, fields and blocks copied over others, cut ends.</summary>
internal static class HostileBytes
{
    private static readonly ulong[] Tempting =
    [
        0, 1, 2, 3, 7, 8, 16, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000,
        0xFFFFFFFFFFFFFFFE, 0xFFFFFFFFFFFFFFFF,
    ];

    public static byte[] Of(byte[] original, RandomStream random)
    {
        var bytes = (byte[])original.Clone();
        for (var change = random.NextInt32(5); change >= 0; change--)
        {
            // Metadata lies at the front of small files, and carries the zeros and small numbers that structure is made of.
            var place = random.NextInt32(random.NextBoolean(0.8) ? Math.Min(4096, bytes.Length) : bytes.Length);
            var room = bytes.AsSpan(place);
            switch (random.NextInt32(6))
            {
                case 0:
                    room[0] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 1:
                    room[0] = (byte)random.NextInt32(256);
                    break;
                case 2:
                    Write(room, 1 << random.NextInt32(4), Tempting[random.NextInt32(Tempting.Length)]);
                    break;
                case 3:
                    // An address, or a size, that lies inside the file.
                    Write(room, 8, (ulong)random.NextInt32(bytes.Length));
                    break;
                case 4:
                    var length = Math.Min(1 << random.NextInt32(7), room.Length);
                    bytes.AsSpan(random.NextInt32(bytes.Length - length + 1), length).CopyTo(room);
                    break;
                default:
                    if (random.NextBoolean(0.2))
                    {
                        return [.. bytes.AsSpan(0, place)];
                    }

                    room[..Math.Min(room.Length, 1 + random.NextInt32(16))].Fill(random.NextBoolean(0.5) ? (byte)0 : (byte)0xFF);
                    break;
            }
        }

        return bytes;
    }

    private static void Write(Span<byte> room, int size, ulong value)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(field, value);
        field[..Math.Min(size, room.Length)].CopyTo(room);
    }
}
