using System.IO.Compression;
using System.Text;
using EcgScaling.Models.Weights;
using EcgScaling.Testing;
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
        { "call of eval", Latin("\u0080\u0002cbuiltins\neval\nX\u0004\0\0\0\u0031+1\u0085R."), "builtins.eval" },
        { "call through a stack name", Latin("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0002ls\u0085R."), "os.system" },
        { "instance opcode", Latin("\u0080\u0002(ios\nsystem\n."), "opcode 0x69" },
        { "object opcode", Latin("\u0080\u0002(cos\nsystem\no."), "os.system" },
        { "new object opcode", Latin("\u0080\u0002ccollections\nOrderedDict\n)\u0081."), "opcode 0x81" },
        { "text integer opcode", Latin("\u0080\u0002I1\n."), "opcode 0x49" },
        { "extension registry", Latin("\u0080\u0002\u0082\u0001."), "opcode 0x82" },
        { "unknown memo", Latin("\u0080\u0002h\u0007."), "unknown memo 7" },
        { "mark missing", Latin("\u0080\u0002t."), "without its mark" },
        { "text longer than the file", Latin("\u0080\u0002X\u00ff\u00ff\u00ff\u007f."), "an operand of 2147483647 bytes" },
        { "text longer than 2 GiB", Latin("\u0080\u0002X\u00ff\u00ff\u00ff\u00ff."), "a length of 4294967295" },
        { "list where a dictionary is needed", Latin("\u0080\u0002](K\u0001K\u0002u."), "no dictionary below" },
        { "odd number of items", Latin("\u0080\u0002}(K\u0001u."), "do not pair" },
        { "tuple as key", Latin("\u0080\u0002}(K\u0001\u0085K\u0002u."), "neither text nor number" },
        { "append to a number", Latin("\u0080\u0002K\u0001K\u0002\u0061."), "does not fit its opcode" },
        { "root is a number", Latin("\u0080\u0002K\u0001."), "no dictionary" },
        { "root has no tensor", Latin("\u0080\u0002}X\u0001\0\0\0aK\u0001s."), "without tensors" },
        { "persistent id of another kind", Latin("\u0080\u0002K\u0001Q."), "another persistent id" },
        { "rebuild without a storage", Latin("\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n(K\u0001K\0)))tRs."), "with other arguments" },
        { "shape and strides that differ", Tensor("K\u0002\u0085", "K\u0001K\u0001\u0086"), "do not fit each other" },
        { "negative size", Tensor("J\u00ff\u00ff\u00ff\u00ff\u0085", "K\u0001\u0085"), "none negative" },
        { "negative stride", Tensor("K\u0002\u0085", "J\u00ff\u00ff\u00ff\u00ff\u0085"), "none negative" },
        { "shape beyond the storage", Tensor("K\u0005\u0085", "K\u0001\u0085"), "within the storage's 4" },
        { "strides beyond the storage", Tensor("K\u0002\u0085", "K\u007f\u0085"), "within the storage's 4" },
        { "strides that wrap", Tensor("K\u0003\u0085", "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085"), "within the storage's 4" },
        { "size beyond any memory", Tensor("\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085", "K\0\u0085"), "below 2 GiB" },
        { "storage of another name", Tensor("K\u0002\u0085", "K\u0001\u0085", key: "9"), "no storage '9'" },
        { "storage that leaves the archive", Tensor("K\u0002\u0085", "K\u0001\u0085", key: "../0"), "no storage '../0'" },
        { "storage that claims more than it has", Tensor("K\u0008\u0085", "K\u0001\u0085", elements: 8), "8 elements of 4 bytes" },
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
        using var stream = Archive(Tensor("K\u0002K\u0002\u0086", "K\u0001K\u0002\u0086"));
        using var file = PyTorchFile.Load(stream, "honest");
        Assert.Equal([0f, 2f, 1f, 3f], file.Tensors["a"].data<float>().ToArray());
    }

    [Fact]
    public void CompressedStoragesAreRefusedSoThatNothingUnfolds()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var pickle = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
            {
                pickle.Write(Tensor("K\u0002\u0085", "K\u0001\u0085"));
            }

            using var storage = archive.CreateEntry("archive/data/0", CompressionLevel.SmallestSize).Open();
            storage.Write(new byte[1 << 20]);
        }

        stream.Position = 0;
        Assert.Contains("a compressed entry", Assert.Throws<EcgDataException>(() => PyTorchFile.Load(stream, "bomb")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BigEndianFilesAreRefused()
    {
        using var stream = Archive(Tensor("K\u0002\u0085", "K\u0001\u0085"), ("archive/byteorder", "big"u8.ToArray()));
        Assert.Contains("byte order 'big'", Assert.Throws<EcgDataException>(() => PyTorchFile.Load(stream, "big")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TenThousandMutantsGiveATypedErrorOrAFile()
    {
        using var whole = Archive(Tensor("K\u0002K\u0002\u0086", "K\u0001K\u0002\u0086"));
        var archive = Mutants.Run(whole.ToArray(), 5_000, stream => PyTorchFile.Load(stream, "mutant"));
        Assert.Equal(5_000, archive.Refused + archive.Read);

        // Damage within the pickle, behind a checksum that fits.
        var pickle = Mutants.Run(Tensor("K\u0002K\u0002\u0086", "K\u0001K\u0002\u0086"), 5_000, damaged =>
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
        "\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX"
        + (char)key.Length + "\0\0\0" + key + "X\u0003\0\0\0cpuK" + (char)elements + "tQK\0" + shape + strides + "\u0089" + "ccollections\nOrderedDict\n)RtRs.");

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
