using System.Runtime.InteropServices;
using System.Text.Json;
using EcgScaling.Testing;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>The numbers that make_nn.py took from PyTorch.</summary>
internal static class Reference
{
    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf("nn_parity.json")));

    public static JsonElement At(params string[] path)
    {
        var element = Document.RootElement;
        foreach (var name in path)
        {
            element = element.GetProperty(name);
        }

        return element;
    }

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetDouble())];

    public static Tensor Unpack(JsonElement packed)
    {
        long[] shape = [.. packed.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        var bytes = packed.GetProperty("data").GetBytesFromBase64();
        return packed.GetProperty("dtype").GetString() switch
        {
            "float32" => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            "int64" => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
            var other => throw new InvalidDataException($"No such type in the golden file: {other}."),
        };
    }

    /// <summary>Bit for bit.</summary>
    public static void AssertSame(JsonElement expected, Tensor actual, string name)
    {
        long[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        Assert.True(shape.SequenceEqual(actual.shape), $"{name}: shape");
        using var plain = actual.detach().contiguous();
        Assert.True(expected.GetProperty("data").GetBytesFromBase64().AsSpan().SequenceEqual(plain.bytes), $"{name}: bits differ");
    }

    public static void AssertClose(JsonElement expected, Tensor actual, string name, double tolerance)
    {
        using var scope = NewDisposeScope();
        var wanted = Unpack(expected).to(ScalarType.Float64);
        Assert.True(wanted.shape.SequenceEqual(actual.shape), $"{name}: shape");
        var difference = wanted.sub(actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
        var scale = Math.Max(wanted.abs().max().item<double>(), 1e-3);
        Assert.True(difference <= tolerance * scale, $"{name}: differs by {difference:g3} of {scale:g3}");
    }
}
