using EcgScaling.LibTorch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class DataTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _scope.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void A_tensor_copies_its_array_and_from_array_shares_it()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        var copy = tensor(values, 2, 3);
        var shared = from_array(values);
        var part = frombuffer(values, ScalarType.Float32, 2, 3);
        values[3] = 40;

        Assert.Equal([1f, 2, 3, 4, 5, 6], copy.data<float>().ToArray());
        Assert.Equal([2L, 3L], copy.shape);
        Assert.Equal(40, shared[3].item<float>());
        Assert.Equal([40f, 5f], part.data<float>().ToArray());
        shared.add_(1);
        Assert.Equal(2, values[0]);
        Assert.Throws<ArgumentException>(() => frombuffer(values, ScalarType.Float32, 7));
        Assert.Equal([2L, 2L], from_array(new[,] { { 1, 2 }, { 3, 4 } }).shape);
    }

    [Fact]
    public void Elements_of_views_are_read_and_written_in_index_order()
    {
        var x = arange(6, ScalarType.Float32).reshape(2, 3);
        var accessor = x.t().data<float>();

        Assert.Equal([0f, 3, 1, 4, 2, 5], accessor.ToArray());
        Assert.Equal(new float[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, (float[,])accessor.ToNDArray());
        Assert.Equal(4, accessor[1, 1]);
        accessor[2, 0] = 20;
        Assert.Equal(20, x[0, 2].item<float>());
        accessor.CopyFrom([7f, 8f], tensorIndex: 4);
        Assert.Equal([0f, 1, 7, 3, 4, 8], x.data<float>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => accessor[3, 0]);
        Assert.Throws<ArgumentException>(() => accessor.CopyTo(new float[5]));
        Assert.Throws<InvalidOperationException>(() => x.t().bytes.Length);
    }

    [Fact]
    public void Every_element_type_comes_and_goes()
    {
        Assert.Equal([true, false], tensor([true, false]).data<bool>().ToArray());
        Assert.Equal([1, 255], tensor((byte[])[1, 255]).data<byte>().ToArray());
        Assert.Equal([-1L, 1L << 40], tensor([-1L, 1L << 40]).data<long>().ToArray());
        Assert.Equal([(Half)1.5], tensor([(Half)1.5]).data<Half>().ToArray());
        Assert.Equal((1f, 2f), tensor((1f, 2f)).item<(float, float)>());
        Assert.Equal(new System.Numerics.Complex(1, 2), tensor(new System.Numerics.Complex(1, 2)).item<System.Numerics.Complex>());
        Assert.Equal(ScalarType.Float64, tensor([1f], dtype: ScalarType.Float64).dtype);
        Assert.Equal(2.5, tensor(2.5f).bfloat16().ToDouble());
    }

    [Fact]
    public void A_tensor_survives_both_file_formats()
    {
        var x = randn(3, 5);
        x.save(_file);
        Assert.True(x.Equals(load(_file)));
        x.t().Save(_file);
        Assert.True(x.t().Equals(Tensor.Load(_file)));

        using var stream = new MemoryStream(File.ReadAllBytes(_file));
        using var reader = new BinaryReader(stream);
        Assert.Throws<ArgumentException>(() => zeros(2).Load(reader));
    }

    [Fact]
    public void Damaged_files_are_exceptions()
    {
        randn(50).save(_file);
        var whole = File.ReadAllBytes(_file);
        File.WriteAllBytes(_file, whole[..(whole.Length / 2)]);
        Assert.Throws<InvalidDataException>(() => load(_file));
        File.WriteAllText(_file, "no tensor");
        Assert.Throws<InvalidDataException>(() => load(_file));
        Assert.Throws<InvalidDataException>(() => Tensor.Load(_file));
        Assert.Throws<FileNotFoundException>(() => load(_file + ".none"));

        randn(50).Save(_file);
        whole = File.ReadAllBytes(_file);
        for (var length = 0; length < whole.Length; length += 7)
        {
            using var reader = new BinaryReader(new MemoryStream(whole[..length]));
            Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(reader));
        }
    }

    [Fact]
    public void Text_shows_shape_and_elements()
    {
        Assert.Equal("[2x2], type = Float32, device = cpu", ones(2, 2).ToString());
        Assert.Contains("[[0 1.5]\n [3 4.5]]", (arange(4, ScalarType.Float32).reshape(2, 2) * 1.5).ToString(true), StringComparison.Ordinal);
        Assert.Contains("[0 1 2 ... 97 98 99]", arange(100).ToString(true), StringComparison.Ordinal);
    }

    [Fact]
    public void Freed_memory_serves_the_next_tensor_of_its_size()
    {
        CpuMemory.Trim();
        using (var first = empty(1 << 20))
        {
        }

        var before = CpuMemory.Statistics();
        using (var second = empty(1 << 20))
        {
            var after = CpuMemory.Statistics();
            Assert.True(after.Hits == before.Hits + 1 || after.Peak == 0, "kept memory was not used");
        }

        CpuMemory.Trim();
        Assert.Equal(0, CpuMemory.Statistics().Kept);
    }

    [Fact]
    public void Threads_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
    }
}
