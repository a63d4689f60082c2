using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _x = arange(24, ScalarType.Float64).reshape(2, 3, 4);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Places_slices_and_new_dimensions_give_what_python_gives()
    {
        Check("1", _x[1]);
        Check("-1,:,1:3", _x[-1, TensorIndex.Colon, 1..3]);
        Check("...,0", _x[TensorIndex.Ellipsis, 0]);
        Check("None,1", _x[TensorIndex.None, 1]);
        Check(":,None,2", _x[TensorIndex.Colon, TensorIndex.Null, 2]);
        Check("::2 of dim 2", _x[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(null, null, 2)]);
        Check("-3:-1 of dim 2", _x[TensorIndex.Ellipsis, ^3..^1]);
        Check("5: of dim 2", _x[TensorIndex.Ellipsis, 5..]);
        Check("true", _x[TensorIndex.Bool(true)]);
        Check("false", _x[TensorIndex.Bool(false)]);
        Check("-1,:,1:3", _x.index(TensorIndex.Single(-1), TensorIndex.Slice(), TensorIndex.Slice(1, 3)));
        Check("-1,:,1:3", _x[^1, (null, null), (1, 3)]);
    }

    [Fact]
    public void Index_tensors_and_masks_give_what_python_gives()
    {
        Check("list", _x[TensorIndex.Colon, TensorIndex.Tensor(tensor([2L, 0L])), 1..]);
        Check("two lists", _x[tensor([0L, 1L]), tensor([2L, 1L])]);
        Check("mask", _x[_x.gt(11)]);
        Check("mask of two dims", _x[TensorIndex.Tensor(_x[TensorIndex.Ellipsis, 0].remainder(2).eq(0)), 1..]);
        Check("list after ellipsis", _x[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor([3L, 3L, 0L]))]);
    }

    [Fact]
    public void Parts_are_set_as_in_python()
    {
        var y = _x.clone();
        y[TensorIndex.Colon, 1] = tensor(-1.0);
        Check("set slice", y);

        y = _x.clone();
        y[TensorIndex.Colon, TensorIndex.Tensor(tensor([0L, 2L])), -1] = tensor(new[,] { { 1.0, 2 }, { 3, 4 } });
        Check("set list", y);

        y = _x.clone();
        y.index_put_(0, y.gt(20));
        Check("set mask", y);

        y = zeros(3, ScalarType.Float64).index_put_(ones(3, ScalarType.Float64), [tensor([0L, 0L, 2L])], accumulate: true);
        Check("accumulate", y);

        y = zeros(2, 2);
        y[1, 0] = tensor(5f);
        Assert.Equal([0f, 0, 5, 0], y.data<float>().ToArray());
    }

    [Fact]
    public void A_view_shares_memory_and_an_indexed_copy_does_not()
    {
        _x[0, 0].fill_(100);
        Assert.Equal(100, _x[0, 0, 3].item<double>());

        _x[tensor([0L])].fill_(-1);
        Assert.Equal(100, _x[0, 0, 3].item<double>());
    }

    [Fact]
    public void Indices_outside_or_too_many_are_exceptions()
    {
        Assert.ThrowsAny<Exception>(() => _x[2]);
        Assert.ThrowsAny<Exception>(() => _x[0, 0, 4]);
        Assert.Throws<ArgumentException>(() => _x[0, 0, 0, TensorIndex.Colon]);
        Assert.Throws<ArgumentException>(() => _x[TensorIndex.Ellipsis, TensorIndex.Ellipsis]);
        Assert.Throws<ArgumentException>(() => _x[TensorIndex.Slice(null, null, -1)]);
        Assert.ThrowsAny<Exception>(() => _x[tensor([9L])]);
        Assert.ThrowsAny<Exception>(() => _x[zeros(5, ScalarType.Bool)]);
    }

    private static void Check(string name, Tensor actual) => GoldenTensors.Equal("index", name, actual);
}
