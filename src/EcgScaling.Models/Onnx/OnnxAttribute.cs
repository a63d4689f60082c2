namespace EcgScaling.Models.Onnx;

/// <summary>Attributes of a node (AttributeProto of onnx.proto).</summary>
internal static class OnnxAttribute
{
    internal static ProtoMessage Int(string name, long value) => new ProtoMessage().Text(1, name).Varint(3, value).Varint(20, 2);

    internal static ProtoMessage Float(string name, double value) => new ProtoMessage().Text(1, name).Float(2, (float)value).Varint(20, 1);

    internal static ProtoMessage Ints(string name, params long[] values)
    {
        var message = new ProtoMessage().Text(1, name);
        Array.ForEach(values, value => message.Varint(8, value));
        return message.Varint(20, 7);
    }
}
