namespace EcgScaling.Data.Isolation;

/// <summary>What is known of a source once it is open.</summary>
internal sealed record SourceFacts(
    string Name, TracingShape? CommonShape, SignalUnit Unit, IReadOnlyList<string> LabelNames, int Count, QuarantineReport Quarantine, IReadOnlyList<string> Warnings)
{
    public static void Write(BinaryWriter writer, IEcgSource source)
    {
        writer.Write(source.Name);
        Wire.WriteShape(writer, source.CommonShape);
        writer.Write((byte)source.Unit);
        Wire.WriteStrings(writer, source.LabelNames);
        writer.Write(source.Count);
        Wire.WriteStrings(writer, [.. source.Quarantine.Exams.SelectMany(exam => new[] { exam.Id, exam.Path, exam.Reason, exam.Detail })]);
        Wire.WriteStrings(writer, source.Warnings);
    }

    public static SourceFacts Read(BinaryReader reader) => new(
        reader.ReadString(),
        Wire.ReadShape(reader),
        (SignalUnit)reader.ReadByte(),
        Wire.ReadStrings(reader),
        reader.ReadInt32(),
        new QuarantineReport([.. Wire.ReadStrings(reader).Chunk(4).Select(parts => new QuarantinedExam(parts[0], parts[1], parts[2], parts[3]))]),
        Wire.ReadStrings(reader));
}
