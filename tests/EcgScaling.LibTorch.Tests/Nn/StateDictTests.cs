using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>State dictionaries: round trips, strict loading, damaged files.</summary>
public sealed class StateDictTests
{
    private static Sequential Net(long width = 4) => Sequential(Conv1d(2, width, 3), BatchNorm1d(width), GELU(), Flatten(), Linear(width * 4, 2));

    private static Tensor[] Copies(Module net) => [.. net.state_dict().Values.Select(t => t.detach().clone())];

    [Fact]
    public void A_file_brings_every_tensor_back()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var net = Net();
            net.call(randn(3, 2, 6));
            net.save(path);
            Assert.False(File.Exists(path + ".partial"));
            var other = Net();
            var loaded = new Dictionary<string, bool>();
            Assert.Same(other, other.load(path, loadedParameters: loaded));
            Assert.Equal(net.state_dict().Keys, loaded.Keys);
            Assert.All(loaded.Values, Assert.True);
            foreach (var (key, value) in net.state_dict())
            {
                Assert.True(other.state_dict()[key].Equals(value), key);
            }

            Assert.Equal(1, ((BatchNorm1d)other[1]).num_batches_tracked!.item<long>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_format_is_torchsharps()
    {
        using var scope = NewDisposeScope();
        var stream = new MemoryStream();
        var sd = new Dictionary<string, Tensor> { ["w"] = tensor(new[] { 1f, 2f }, [1, 2]), ["n"] = tensor(300L), ["skipped"] = zeros(1) };
        Module.save_state_dict(new BinaryWriter(stream), sd, ["skipped"]);
        byte[] expected = [2, 1, (byte)'w', 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 1, (byte)'n', 4, 0, 0x2c, 1, 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Every_element_type_goes_through_the_format()
    {
        using var scope = NewDisposeScope();
        ScalarType[] types =
        [
            ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32, ScalarType.Float64,
            ScalarType.Bool, ScalarType.BFloat16,
        ];
        var sd = types.ToDictionary(t => t.ToString(), t => arange(6).reshape(2, 3).to(t));
        sd["empty"] = zeros(0, 3);
        sd["transposed"] = arange(6).reshape(2, 3).t();
        var stream = new MemoryStream();
        StateDictFormat.Write(new BinaryWriter(stream), sd, null);
        stream.Position = 0;
        var back = StateDictFormat.Read(new BinaryReader(stream));
        Assert.Equal(sd.Keys, back.Keys);
        Assert.All(sd, e => Assert.True(e.Value.dtype == back[e.Key].dtype && e.Value.Equals(back[e.Key]), e.Key));
    }

    [Fact]
    public void Strict_loading_names_what_is_missing_unexpected_or_misshapen()
    {
        using var scope = NewDisposeScope();
        var net = Net();
        var before = Copies(net);
        var sd = net.state_dict().ToDictionary(e => e.Key, e => zeros_like(e.Value));
        sd.Remove("4.bias");
        sd["extra.weight"] = zeros(1);
        var keys = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(sd));
        Assert.Contains("Missing: 4.bias.", keys.Message, StringComparison.Ordinal);
        Assert.Contains("Unexpected: extra.weight.", keys.Message, StringComparison.Ordinal);

        // [1] would broadcast into [4].
        sd["0.bias"] = zeros(1);
        foreach (var strict in new[] { true, false })
        {
            var shapes = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(sd, strict));
            Assert.Contains("0.bias: the module has (4), the state dictionary (1)", shapes.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Copies(net));
        var (missing, unexpected) = net.load_state_dict(sd, strict: false, skip: ["0.bias"]);
        Assert.Equal(["4.bias"], missing);
        Assert.Equal(["extra.weight"], unexpected);
        Assert.Equal(0, net.state_dict()["0.weight"].abs().sum().item<float>());
        Assert.True(net.state_dict()["0.bias"].Equals(before[1]));
    }

    [Fact]
    public void A_file_of_another_net_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var stream = new MemoryStream();
        Net(6).save(new BinaryWriter(stream));
        var net = Net();
        var before = Copies(net);
        stream.Position = 0;
        var error = Assert.Throws<InvalidOperationException>(() => net.load(new BinaryReader(stream)));
        Assert.Contains("0.weight: the module has (4, 2, 3), the state dictionary (6, 2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Copies(net));
    }

    [Fact]
    public void Every_cut_and_every_damaged_byte_is_a_data_error_or_loads()
    {
        using var scope = NewDisposeScope();
        var net = Sequential(Linear(2, 1), BatchNorm1d(1));
        var stream = new MemoryStream();
        net.save(new BinaryWriter(stream));
        var whole = stream.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var before = Copies(net);
            Assert.Throws<InvalidDataException>(() => net.load(new MemoryStream(whole, 0, length)));
            Assert.Equal(before, Copies(net));
        }

        for (var place = 0; place < whole.Length; place++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[place] ^= 0xff;
            var error = Record.Exception(() => net.load(new MemoryStream(damaged)));
            Assert.True(error is null or InvalidDataException or InvalidOperationException, $"byte {place}: {error}");
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<FileNotFoundException>(() => Net().load("no-such-file"));
    }
}
