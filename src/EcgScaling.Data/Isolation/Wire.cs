using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EcgScaling.Data.Isolation;

/// <summary>How questions and answers are written: a length, then fields one after the other.</summary>
internal static class Wire
{
    /// <summary>What a reading process says first.</summary>
    public const int Greeting = 0x31474345;

    public static void WriteFrame(Stream stream, ReadOnlySpan<byte> body)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        stream.Write(length);
        stream.Write(body);
        stream.Flush();
    }

    /// <summary>The next frame, or null where the other side has ended.</summary>
    /// <exception cref="InvalidDataException">It is declared longer than allowed.</exception>
    public static byte[]? ReadFrame(Stream stream, long most)
    {
        Span<byte> length = stackalloc byte[4];
        if (stream.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }

        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size < 0 || size > most)
        {
            throw new InvalidDataException($"an answer of {size} bytes");
        }

        var body = new byte[size];
        return stream.ReadAtLeast(body, size, throwOnEndOfStream: false) < size ? null : body;
    }

    public static void WriteOpen(BinaryWriter writer, string path, string name, IsolationOptions options)
    {
        writer.Write((byte)Operation.Open);
        writer.Write(name);
        writer.Write(path);
        writer.Write(options.Format ?? string.Empty);
        writer.Write(options.VerifyChecksums);
        writer.Write(options.Strict);
    }

    public static void WriteStrings(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    public static string[] ReadStrings(BinaryReader reader)
    {
        var texts = new List<string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            texts.Add(reader.ReadString());
        }

        return [.. texts];
    }

    public static void WriteShape(BinaryWriter writer, TracingShape? shape)
    {
        writer.Write(shape is not null);
        if (shape is not null)
        {
            WriteStrings(writer, [.. shape.Leads.Select(lead => lead.Name)]);
            writer.Write(shape.Rate.Hertz);
            writer.Write(shape.Samples);
        }
    }

    public static TracingShape? ReadShape(BinaryReader reader) =>
        reader.ReadBoolean() ? new TracingShape(new LeadSet(ReadStrings(reader).Select(Lead.Parse)), new SampleRate(reader.ReadDouble()), reader.ReadInt32()) : null;

    public static void WriteExams(BinaryWriter writer, IEcgSource source, int first, int count)
    {
        for (var index = first; index < first + count; index++)
        {
            var exam = source.ExamAt(index);
            writer.Write(exam.Id);
            writer.Write(exam.PatientId);
            writer.Write(exam.Age);
            writer.Write((byte)exam.Sex);
            writer.Write(exam.Site);
            writer.Write(exam.Fold);
            writer.Write(exam.Labels.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(exam.Labels));
        }
    }

    public static Exam[] ReadExams(BinaryReader reader, int count)
    {
        var exams = new Exam[count];
        for (var index = 0; index < count; index++)
        {
            exams[index] = new Exam
            {
                Id = reader.ReadString(), PatientId = reader.ReadString(), Age = reader.ReadDouble(), Sex = (Sex)reader.ReadByte(), Site = reader.ReadString(), Fold = reader.ReadString(),
                Labels = ReadFloats(reader, reader.ReadInt32()),
            };
        }

        return exams;
    }

    public static float[] ReadFloats(BinaryReader reader, int count) => MemoryMarshal.Cast<byte, float>(reader.ReadBytes(checked(count * sizeof(float)))).ToArray();
}
