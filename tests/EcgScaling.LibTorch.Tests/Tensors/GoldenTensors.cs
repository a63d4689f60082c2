using System.Text.Json;
using EcgScaling.Testing;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

/// <summary>Values of PyTorch from tensors.json (made by make_tensors.py).</summary>
internal static class GoldenTensors
{
    private static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("tensors.json"))).RootElement;

    public static void Equal(string group, string name, Tensor actual, double tolerance = 0)
    {
        var expected = s_root.GetProperty(group).GetProperty(name);
        var plain = actual.is_complex() ? actual.view_as_real() : actual;
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), plain.shape);
        var values = expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var found = plain.to(ScalarType.Float64).contiguous().data<double>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            Assert.True(Math.Abs(values[i] - found[i]) <= tolerance * Math.Max(1, Math.Abs(values[i])), $"{group} {name}[{i}]: {found[i]:R}, PyTorch has {values[i]:R}");
        }
    }

    public static Tensor Read(string group, string name)
    {
        var entry = s_root.GetProperty(group).GetProperty(name);
        return tensor(entry.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray())
            .reshape([.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);
    }
}
