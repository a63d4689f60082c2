using System.Buffers.Binary;
using System.Text;
using EcgScaling.Models.Weights;

namespace EcgScaling.Models.Tests.WeightFiles;

/// <summary>Files that are no safetensors, or want to harm: each gives an <see cref="EcgDataException"/> that says where.</summary>
public sealed class HostileSafetensorsTests
{
    private const string Good = """{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"U8","shape":[3],"data_offsets":[16,19]}}""";

    public static TheoryData<string, byte[], string> Cases => new()
    {
        { "empty file", [], "0 bytes" },
        { "seven bytes", new byte[7], "7 bytes" },
        { "header length zero", Raw(0, "", 0), "a header of 0 bytes" },
        { "header length one", Raw(1, "{", 0), "a header of 1 bytes" },
        { "header longer than the file", Raw(1000, "{}", 0), "a header of 1000 bytes" },
        { "header of 2^63", Raw(1UL << 63, "{}", 0), "a header of 9223372036854775808 bytes" },
        { "header of 2^64 - 1", Raw(ulong.MaxValue, "{}", 0), "a header of 18446744073709551615 bytes" },
        { "no opening brace", File("[]", 0), "byte 8" },
        { "blank before the brace", File(" {}", 0), "0x20" },
        { "broken JSON", File("{\"a\":", 0), "no JSON" },
        { "two JSON values", File("{}{}", 0), "no JSON" },
        { "too deep", File("{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[[[1]]]]]],\"data_offsets\":[0,4]}}", 4), "no JSON" },
        { "text that is not UTF-8", Raw(8, [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], 0), "header" },
        { "entry is a number", File("{\"a\":1}", 0), "another entry" },
        { "entry lacks offsets", File("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 0), "another entry" },
        { "entry has a fourth member", File("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", 4), "another entry" },
        { "unknown dtype", File(Good.Replace("F32", "C64", StringComparison.Ordinal), 19), "dtype \"C64\"" },
        { "dtype is a number", File("{\"a\":{\"dtype\":3,\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "dtype 3" },
        { "negative size", File(Good.Replace("[2,2]", "[-2,-2]", StringComparison.Ordinal), 19), "shape [-2,-2]" },
        { "size with a fraction", File(Good.Replace("[2,2]", "[2.5,2]", StringComparison.Ordinal), 19), "shape [2.5,2]" },
        { "size beyond 63 bits", File(Good.Replace("[2,2]", "[99999999999999999999]", StringComparison.Ordinal), 19), "shape [9999" },
        { "sizes whose product wraps", File(Good.Replace("[2,2]", "[4294967296,4294967296,4]", StringComparison.Ordinal), 19), "as many bytes" },
        { "shape that is a text", File(Good.Replace("[2,2]", "\"2\"", StringComparison.Ordinal), 19), "shape \"2\"" },
        { "65 axes", File(Good.Replace("[2,2]", $"[{string.Join(',', Enumerable.Repeat("1", 65))}]", StringComparison.Ordinal), 19), "shape [1" },
        { "fewer bytes than the shape", File(Good.Replace("[0,16]", "[0,12]", StringComparison.Ordinal), 19), "12 bytes for shape" },
        { "offsets in the wrong order", File(Good.Replace("[0,16]", "[16,0]", StringComparison.Ordinal), 19), "data_offsets [16,0]" },
        { "offsets below zero", File(Good.Replace("[0,16]", "[-16,0]", StringComparison.Ordinal), 19), "data_offsets [-16,0]" },
        { "three offsets", File(Good.Replace("[0,16]", "[0,16,32]", StringComparison.Ordinal), 19), "data_offsets" },
        { "overlap", File(Good.Replace("[16,19]", "[15,18]", StringComparison.Ordinal), 19), "bytes 15 to 18" },
        { "gap", File(Good.Replace("[16,19]", "[17,20]", StringComparison.Ordinal), 20), "bytes 17 to 20" },
        { "data too short", File(Good, 18), "18 bytes of tensors" },
        { "data too long", File(Good, 20), "20 bytes of tensors" },
        { "two tensors of one name", File(Good.Replace("\"b\"", "\"a\"", StringComparison.Ordinal), 19), "a second tensor" },
        { "metadata that is a list", File("{\"__metadata__\":[]}", 0), "__metadata__" },
        { "metadata with a number", File("{\"__metadata__\":{\"a\":1}}", 0), "__metadata__" },
        { "metadata twice", File("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "second block" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void GivesATypedError(string name, byte[] content, string expected)
    {
        using var stream = new MemoryStream(content);
        var error = Assert.Throws<EcgDataException>(() => Safetensors.Load(stream, name));
        Assert.Equal(name, error.Path);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheUntouchedFileIsRead()
    {
        using var stream = new MemoryStream(File(Good, 19));
        using var file = Safetensors.Load(stream, "good");
        Assert.Equal(["a", "b"], file.Tensors.Keys.Order());
        Assert.Equal([2, 2], file.Tensors["a"].shape);
    }

    [Fact]
    public void TenThousandMutantsGiveATypedErrorOrAFile()
    {
        var good = File(Good.Replace("{\"a\"", "{\"__metadata__\":{\"format\":\"pt\"},\"a\"", StringComparison.Ordinal), 19);
        var outcome = Mutants.Run(good, 10_000, stream => Safetensors.Load(stream, "mutant"));
        Assert.InRange(outcome.Refused, 5_000, 10_000);
        Assert.Equal(10_000, outcome.Refused + outcome.Read);
    }

    private static byte[] File(string json, int data) => Raw((ulong)Encoding.UTF8.GetByteCount(json), json, data);

    private static byte[] Raw(ulong length, string json, int data) => Raw(length, Encoding.UTF8.GetBytes(json), data);

    private static byte[] Raw(ulong length, byte[] json, int data)
    {
        var bytes = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        json.CopyTo(bytes, 8);
        return bytes;
    }
}
