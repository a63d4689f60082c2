using System.Buffers.Binary;

namespace EcgScaling.Data.Wfdb;

/// <summary>The storage formats of WFDB signal files (signal(5)).</summary>
internal static class WfdbFormat
{
    /// <summary>Whether a format is read here.</summary>
    public static bool IsSupported(int format) => format is 8 or 16 or 24 or 32 or 61 or 80 or 160 or 212 or 310 or 311;

    /// <summary>The value that means "no sample", or null where the format has none.</summary>
    public static int? Invalid(int format) => format switch
    {
        16 or 61 or 160 => short.MinValue,
        24 => -(1 << 23),
        32 => int.MinValue,
        80 => -128,
        212 => -2048,
        310 or 311 => -512,
        _ => null,
    };

    /// <summary>The bytes that a number of samples takes.</summary>
    public static long BytesFor(int format, long samples) => format switch
    {
        8 or 80 => samples,
        16 or 61 or 160 => 2 * samples,
        24 => 3 * samples,
        32 => 4 * samples,
        212 => ((3 * samples) + 1) / 2,
        310 => (samples / 3 * 4) + (samples % 3 == 0 ? 0 : samples % 3 == 1 ? 2 : 4),
        311 => (samples / 3 * 4) + (samples % 3 == 0 ? 0 : samples % 3 == 1 ? 2 : 3),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that is read here."),
    };

    /// <summary>The samples that a number of bytes holds.</summary>
    public static long SamplesIn(int format, long bytes) => format switch
    {
        8 or 80 => bytes,
        16 or 61 or 160 => bytes / 2,
        24 => bytes / 3,
        32 => bytes / 4,
        212 => bytes / 3 * 2,
        310 or 311 => bytes / 4 * 3,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that is read here."),
    };

    /// <summary>Decodes samples in the order they lie in the file. Format 8 gives differences.</summary>
    public static void Decode(int format, ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        switch (format)
        {
            case 8:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = (sbyte)bytes[index];
                }

                break;
            case 16:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * index)..]);
                }

                break;
            case 61:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * index)..]);
                }

                break;
            case 160:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]) - 32768;
                }

                break;
            case 24:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = bytes[3 * index] | (bytes[(3 * index) + 1] << 8) | ((sbyte)bytes[(3 * index) + 2] << 16);
                }

                break;
            case 32:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * index)..]);
                }

                break;
            case 80:
                for (var index = 0; index < samples.Length; index++)
                {
                    samples[index] = bytes[index] - 128;
                }

                break;
            case 212:
                Decode212(bytes, samples);
                break;
            case 310:
                Decode310(bytes, samples);
                break;
            case 311:
                Decode311(bytes, samples);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that is read here.");
        }
    }

    // Two samples of 12 bits in three bytes.
    private static void Decode212(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            var group = index / 2 * 3;
            var value = (index & 1) == 0
                ? bytes[group] | ((bytes[group + 1] & 0x0F) << 8)
                : bytes[group + 2] | ((bytes[group + 1] & 0xF0) << 4);
            samples[index] = (value << 20) >> 20;
        }
    }

    // Three samples of 10 bits in two 16-bit words: the first two lie above each word's lowest bit, the third is in what is left of both.
    private static void Decode310(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            var group = index / 3 * 4;
            var value = (index % 3) switch
            {
                0 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[group..]) >> 1,
                1 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(group + 2)..]) >> 1,
                _ => (BinaryPrimitives.ReadUInt16LittleEndian(bytes[group..]) >> 11) | (BinaryPrimitives.ReadUInt16LittleEndian(bytes[(group + 2)..]) >> 11 << 5),
            };
            samples[index] = (value << 22) >> 22;
        }
    }

    // Three samples of 10 bits in 32, from the lowest bit on.
    private static void Decode311(ReadOnlySpan<byte> bytes, Span<int> samples)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            var (group, bit) = (index / 3 * 4, index % 3 * 10);
            var first = group + (bit / 8);
            var word = bytes[first] | (bytes[first + 1] << 8);
            samples[index] = ((word >> (bit % 8)) << 22) >> 22;
        }
    }
}
