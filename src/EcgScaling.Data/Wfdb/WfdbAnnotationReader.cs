using System.Buffers.Binary;
using System.Text;

namespace EcgScaling.Data.Wfdb;

/// <summary>Reads annotation files in the MIT format (annot(5)): beats, rhythms, limits of waves.</summary>
public static class WfdbAnnotationReader
{
    private const int Skip = 59;
    private const int NumberField = 60;
    private const int SubtypeField = 61;
    private const int ChannelField = 62;
    private const int Auxiliary = 63;
    private const long LargestFile = 512L << 20;

    private static readonly string[] Symbols =
    [
        " ", "N", "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "~", "15", "|", "17", "s", "T", "*", "D", "\"", "=", "p", "B", "^", "t", "+", "u",
        "?", "!", "[", "]", "e", "n", "@", "x", "f", "(", ")", "r", "42", "43", "44", "45", "46", "47", "48", "49",
    ];

    /// <summary>Reads all annotations of a file.</summary>
    /// <exception cref="EcgDataException">It is missing, too large, or not an annotation file.</exception>
    public static IReadOnlyList<WfdbAnnotation> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new EcgDataException(path, string.Empty, "no such file", "a WFDB annotation file", "Check the path.");
        }

        return file.Length <= LargestFile
            ? Parse(path, File.ReadAllBytes(path))
            : throw new EcgDataException(path, string.Empty, $"{file.Length} bytes", $"at most {LargestFile}", "This is not an annotation file.");
    }

    /// <summary>Reads the bytes of an annotation file.</summary>
    /// <exception cref="EcgDataException">They end inside an annotation, or a code is not one.</exception>
    public static IReadOnlyList<WfdbAnnotation> Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var annotations = new List<WfdbAnnotation>();
        var (place, sample, channel, number, length) = (0, 0L, 0, 0, bytes.Length);
        while (place + 2 <= bytes.Length)
        {
            var word = BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]);
            var (code, field) = (word >> 10, word & 0x3FF);
            place += 2;
            if (word == 0)
            {
                return annotations;
            }

            switch (code)
            {
                case Skip:
                    Need(4);
                    // A 32-bit interval with its halves in PDP-11 order, the high one first.
                    sample += (short)BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]) * 65536L;
                    sample += BinaryPrimitives.ReadUInt16LittleEndian(bytes[(place + 2)..]);
                    place += 4;
                    break;
                case NumberField:
                    number = (sbyte)field;
                    Amend(last => last with { Number = number });
                    break;
                case SubtypeField:
                    Amend(last => last with { Subtype = (sbyte)field });
                    break;
                case ChannelField:
                    channel = (byte)field;
                    Amend(last => last with { Channel = channel });
                    break;
                case Auxiliary:
                    Need(field);
                    var text = Encoding.UTF8.GetString(bytes.Slice(place, field)).TrimEnd('\0');
                    place += field + (field & 1);
                    Amend(last => last with { Text = text });
                    break;
                default:
                    if (code >= Symbols.Length)
                    {
                        throw new EcgDataException(path, $"byte {place - 2}", $"annotation code {code}", "codes 0 to 49 and 59 to 63", "The file is damaged, or is not an annotation file.");
                    }

                    sample += field;
                    annotations.Add(new WfdbAnnotation(sample, code, Symbols[code], 0, channel, number, string.Empty));
                    break;
            }

            void Amend(Func<WfdbAnnotation, WfdbAnnotation> change)
            {
                if (annotations.Count > 0)
                {
                    annotations[^1] = change(annotations[^1]);
                }
            }
        }

        return annotations;

        void Need(int count)
        {
            if (place + count > length)
            {
                throw new EcgDataException(path, $"byte {place}", "the end of the file", $"{count} more bytes of an annotation", "The file is cut off; fetch it again.");
            }
        }
    }
}
