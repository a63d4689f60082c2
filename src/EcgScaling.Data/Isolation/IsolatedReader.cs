using System.Runtime.InteropServices;

namespace EcgScaling.Data.Isolation;

/// <summary>Answers questions about one source at a time.</summary>
internal sealed class IsolatedReader : IDisposable
{
    private IEcgSource? _source;
    private string _path = string.Empty;
    private string _name = string.Empty;

    public byte[] Respond(byte[] request)
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        try
        {
            using var reader = new BinaryReader(new MemoryStream(request));
            writer.Write((byte)Answer.Done);
            Respond((Operation)reader.ReadByte(), reader, writer);
        }
        catch (Exception error)
        {
            // Whatever it was belongs to the process that asked.
            body.SetLength(0);
            if (error is EcgDataException data)
            {
                writer.Write((byte)Answer.BadData);
                // Paths as the caller wrote them.
                Wire.WriteStrings(writer, [_path.Length > 0 ? data.Path.Replace(_path, _name, StringComparison.Ordinal) : data.Path, data.Place, data.Found, data.Allowed, data.Fix]);
            }
            else
            {
                writer.Write((byte)Answer.Failed);
                Wire.WriteStrings(writer, [error.GetType().Name, error.Message]);
            }
        }

        writer.Flush();
        return body.ToArray();
    }

    public void Dispose() => _source?.Dispose();

    private void Respond(Operation operation, BinaryReader reader, BinaryWriter writer)
    {
        switch (operation)
        {
            case Operation.Open:
                _source?.Dispose();
                _source = null;
                (_name, _path) = (reader.ReadString(), reader.ReadString());
                var format = reader.ReadString();
                _source = EcgSources.Open(_path, format.Length > 0 ? format : null, verifyChecksums: reader.ReadBoolean(), strict: reader.ReadBoolean());
                SourceFacts.Write(writer, _source);
                break;
            case Operation.Exams:
                var first = reader.ReadInt32();
                Wire.WriteExams(writer, Source, first, Math.Min(1024, Source.Count - first));
                break;
            case Operation.Shape:
                Wire.WriteShape(writer, Source.ShapeOf(reader.ReadInt32()));
                break;
            case Operation.Read:
                var index = reader.ReadInt32();
                var values = new float[Source.ShapeOf(index).Length];
                var valid = Source.Read(index, values);
                writer.Write(valid.Start);
                writer.Write(valid.Length);
                writer.Write(MemoryMarshal.AsBytes<float>(values));
                break;
            case Operation.Hash:
                writer.Write(Source.ContentHash);
                break;
            default:
                throw new InvalidDataException($"No operation {operation}.");
        }
    }

    private IEcgSource Source => _source ?? throw new InvalidOperationException("No source is open.");
}
