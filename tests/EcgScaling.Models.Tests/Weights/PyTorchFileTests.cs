using System.IO.Compression;
using System.Text;
using EcgScaling.Models.Weights;
using EcgScaling.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.WeightFiles;

/// <summary>Files of torch.save (Golden/make_pytorch_files.py), read without Python.</summary>
public sealed class PyTorchFileTests
{
    [Theory]
    [InlineData("state_dict.pt", null)]
    [InlineData("checkpoint.pt", null)]
    [InlineData("checkpoint.pt", "model")]
    public void ReadsAStateDictionary(string name, string? entry)
    {
        using var scope = NewDisposeScope();
        using var file = PyTorchFile.Load(Golden.PathOf(name), entry);
        var expected = arange(0, 24, dtype: ScalarType.Float32).reshape(4, 6);
        Assert.Equal(10, file.Tensors.Count);
        AssertSame(expected, file.Tensors["conv.weight"]);
        AssertSame(expected.t(), file.Tensors["turned"]);
        AssertSame(expected.narrow(0, 1, 2).narrow(1, 2, 2), file.Tensors["part"]);
        AssertSame(expected[0].to(ScalarType.Float16), file.Tensors["half"]);
        AssertSame(expected[0].to(ScalarType.BFloat16), file.Tensors["brain"]);
        AssertSame(expected[3].to(ScalarType.Float64), file.Tensors["double"]);
        AssertSame(expected[0], file.Tensors["parameter"]);
        Assert.Equal(7, file.Tensors["counter"].item<long>());
        Assert.Equal([true, false, true], file.Tensors["mask"].data<bool>().ToArray());
        Assert.Equal([0, 3], file.Tensors["empty"].shape);
    }

    [Fact]
    public void NestedEntriesAreReachedByDots()
    {
        using var file = PyTorchFile.Load(Golden.PathOf("checkpoint.pt"), "optimizer.state.0");
        Assert.Equal(["exp_avg"], file.Tensors.Keys);
    }

    [Theory]
    [InlineData("call.pt", null, "posix.system")]
    [InlineData("module.pt", null, "torch.nn.modules.linear.Linear")]
    [InlineData("legacy.pt", null, "no readable zip archive")]
    [InlineData("checkpoint.pt", "weights", "one of: epoch, valid_loss, model, optimizer")]
    [InlineData("checkpoint.pt", "optimizer.state.7", "one of: 0")]
    public void RefusesWhatIsNoDictionaryOfTensors(string name, string? entry, string expected)
    {
        var error = Assert.Throws<EcgDataException>(() => PyTorchFile.Load(Golden.PathOf(name), entry));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(name, error.Path, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Pickles => new()
    {
        { "nothing", [], "an operand of 1 bytes" },
        { "stop without a value", "."u8.ToArray(), "more values than there are" },
        { "no end", "\u0080\u0002}"u8[1..].ToArray(), "pickle" },
        { "call of eval", Latin("\x80\x02cbuiltins\neval\nX\x04\0\0\0\x31+1\x85R."), "builtins.eval" },
        { "call through a stack name", Latin("\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x02ls\x85R."), "os.system" },
        { "instance opcode", Latin("\x80\x02(ios\nsystem\n."), "opcode 0x69" },
        { "object opcode", Latin("\x80\x02(cos\nsystem\no."), "os.system" },
        { "new object opcode", Latin("\x80\x02ccollections\nOrderedDict\n)\x81."), "opcode 0x81" },
        { "text integer opcode", Latin("\x80\x02I1\n."), "opcode 0x49" },
        { "extension registry", Latin("\x80\x02\x82\x01."), "opcode 0x82" },
        { "unknown memo", Latin("\x80\x02h\x07."), "unknown memo 7" },
        { "mark missing", Latin("\x80\x02t."), "without its mark" },
        { "text longer than the file", Latin("\x80\x02X\xff\xff\xff\x7f."), "an operand of 2147483647 bytes" },
        { "text longer than 2 GiB", Latin("\x80\x02X\xff\xff\xff\xff."), "a length of 4294967295" },
        { "list where a dictionary is needed", Latin("\x80\x02](K\x01K\x02u."), "no dictionary below" },
        { "odd number of items", Latin("\x80\x02}(K\x01u."), "do not pair" },
        { "tuple as key", Latin("\x80\x02}(K\x01\x85K\x02u."), "neither text nor number" },
        { "append to a number", Latin("\x80\x02K\x01K\x02\x61."), "does not fit its opcode" },
        { "root is a number", Latin("\x80\x02K\x01."), "no dictionary" },
        { "root has no tensor", Latin("\x80\x02}X\x01\0\0\0aK\x01s."), "without tensors" },
        { "persistent id of another kind", Latin("\x80\x02K\x01Q."), "another persistent id" },
        { "rebuild without a storage", Latin("\x80\x02}X\x01\0\0\0actorch._utils\n_rebuild_tensor_v2\n(K\x01K\0)))tRs."), "with other arguments" },
        { "shape and strides that differ", Tensor("K\x02\x85", "K\x01K\x01\x86"), "do not fit each other" },
        { "negative size", Tensor("J\xff\xff\xff\xff\x85", "K\x01\x85"), "none negative" },
        { "negative stride", Tensor("K\x02\x85", "J\xff\xff\xff\xff\x85"), "none negative" },
        { "shape beyond the storage", Tensor("K\x05\x85", "K\x01\x85"), "within the storage's 4" },
        { "strides beyond the storage", Tensor("K\x02\x85", "K\x7f\x85"), "within the storage's 4" },
        { "strides that wrap", Tensor("K\x03\x85", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85"), "within the storage's 4" },
        { "size beyond any memory", Tensor("\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85", "K\0\x85"), "below 2 GiB" },
        { "storage of another name", Tensor("K\x02\x85", "K\x01\x85", key: "9"), "no storage '9'" },
        { "storage that leaves the archive", Tensor("K\x02\x85", "K\x01\x85", key: "../0"), "no storage '../0'" },
        { "storage that claims more than it has", Tensor("K\x08\x85", "K\x01\x85", elements: 8), "8 elements of 4 bytes" },
    };

    [Theory]
    [MemberData(nameof(Pickles))]
    public void AHostilePickleGivesATypedError(string name, byte[] pickle, string expected)
    {
        using var stream = Archive(pickle);
        var error = Assert.Throws<EcgDataException>(() => PyTorchFile.Load(stream, name));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHonestPickleOfTheSameFormIsRead()
    {
        using var stream = Archive(Tensor("K\x02K\x02\x86", "K\x01K\x02\x86"));
        using var file = PyTorchFile.Load(stream, "honest");
        Assert.Equal([0f, 2f, 1f, 3f], file.Tensors["a"].data<float>().ToArray());
    }

    [Fact]
    public void BigEndianFilesAreRefused()
    {
        using var stream = Archive(Tensor("K\x02\x85", "K\x01\x85"), ("archive/byteorder", "big"u8.ToArray()));
        Assert.Contains("byte order 'big'", Assert.Throws<EcgDataException>(() => PyTorchFile.Load(stream, "big")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TenThousandMutantsGiveATypedErrorOrAFile()
    {
        using var whole = Archive(Tensor("K\x02K\x02\x86", "K\x01K\x02\x86"));
        var archive = Mutants.Run(whole.ToArray(), 5_000, stream => PyTorchFile.Load(stream, "mutant"));
        Assert.Equal(5_000, archive.Refused + archive.Read);

        // Damage within the pickle, behind a checksum that fits.
        var pickle = Mutants.Run(Tensor("K\x02K\x02\x86", "K\x01K\x02\x86"), 5_000, damaged =>
        {
            using var stream = Archive(((MemoryStream)damaged).ToArray());
            return PyTorchFile.Load(stream, "mutant");
        });
        Assert.InRange(pickle.Refused, 3_000, 5_000);
        Assert.Equal(5_000, pickle.Refused + pickle.Read);
    }

    private static void AssertSame(Tensor expected, Tensor found)
    {
        Assert.Equal(expected.dtype, found.dtype);
        Assert.Equal(expected.shape, found.shape);
        Assert.True(expected.equal(found).all().item<bool>());
    }

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>{'a': _rebuild_tensor_v2(storage, 0, shape, strides, False, OrderedDict())}</summary>
    private static byte[] Tensor(string shape, string strides, string key = "0", int elements = 4) => Latin(
        "\x80\x02}X\x01\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX"
        + (char)key.Length + "\0\0\0" + key + "X\x03\0\0\0cpuK" + (char)elements + "tQK\0" + shape + strides + "\x89" + "ccollections\nOrderedDict\n)RtRs.");

    private static MemoryStream Archive(byte[] pickle, params (string Name, byte[] Content)[] more)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in more.Concat([("archive/data.pkl", pickle), ("archive/data/0", new byte[] { 0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64 })]))
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
