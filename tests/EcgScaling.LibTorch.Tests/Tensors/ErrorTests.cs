using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Dispatch;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class ErrorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Wrong_shapes_are_exceptions_that_say_which()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("2x3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", error.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4));
        Assert.Throws<ExternalException>(() => ones(2, 3).reshape(7));
        Assert.Throws<ExternalException>(() => cat([ones(2, 3), ones(2, 4)], 0));
        Assert.Throws<ExternalException>(() => ones(2).sum(5));
        Assert.Throws<ExternalException>(() => ones(2, 2).backward());
        Assert.Throws<ExternalException>(() => einsum("ij,jk->ik", ones(2, 3), ones(2, 3)));
        Assert.Throws<ArgumentException>(() => tensor([1f, 2f, 3f], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ones(2).size(3));
    }

    [Fact]
    public void Wrong_element_types_are_exceptions()
    {
        Assert.Throws<ArgumentException>(() => ones(1, ScalarType.Float64).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).data<double>());
        Assert.Throws<ArgumentException>(() => set_default_dtype(ScalarType.Int64));
        Assert.Throws<ExternalException>(() => ones(2, 2).matmul(ones(2, 2, ScalarType.Float64)));
        Assert.Throws<ExternalException>(() => ones(2).index_select(0, ones(1)));
        Assert.Throws<ExternalException>(() => arange(3).requires_grad_());
        Assert.Throws<ExternalException>(() => ones(2) & ones(2));
        Assert.Throws<NotSupportedException>(() => from_array(new decimal[2]));
    }

    [Fact]
    public void A_released_tensor_is_an_exception_wherever_it_is_used()
    {
        var gone = ones(3);
        gone.Dispose();
        var other = ones(3);

        Assert.True(gone.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => gone.shape);
        Assert.Throws<ObjectDisposedException>(() => gone + other);
        Assert.Throws<ObjectDisposedException>(() => other + gone);
        Assert.Throws<ObjectDisposedException>(() => cat([other, gone]));
        Assert.Throws<ObjectDisposedException>(() => gone.data<float>());
        Assert.Throws<ObjectDisposedException>(() => gone.backward());
        Assert.Throws<ObjectDisposedException>(() => gone.grad);
        Assert.Throws<ObjectDisposedException>(() => gone.dtype);
        Assert.Contains("released", gone.ToString(), StringComparison.Ordinal);
        gone.Dispose();

        var accessor = other.data<float>();
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accessor[0]);
        Assert.Throws<ObjectDisposedException>(() => accessor.ToArray());
    }

    [Fact]
    public void Null_arguments_are_exceptions()
    {
        var x = ones(2);
        Assert.Throws<ArgumentNullException>(() => x + (Tensor)null!);
        Assert.Throws<ArgumentNullException>(() => matmul(null!, x));
        Assert.Throws<ArgumentNullException>(() => cat([x, null!]));
        Assert.Throws<ArgumentNullException>(() => stack((IEnumerable<Tensor>)null!));
        Assert.Throws<ArgumentNullException>(() => tensor((float[])null!));
        Assert.Throws<ArgumentNullException>(() => abs(null!));
    }

    [Fact]
    public void An_operator_of_another_libtorch_and_too_many_arguments_are_exceptions()
    {
        var missing = new AtenOp("aten::no_such_operator");
        Assert.False(missing.IsAvailable);
        Assert.Contains("aten::no_such_operator", Assert.Throws<NotSupportedException>(() => missing.Tensor(ones(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => new AtenOp("aten::relu").Tensor(ones(1), 1, 2, 3));
        Assert.Throws<ExternalException>(() => new AtenOp("aten::mm").Tensor(ones(1)));
        Assert.ThrowsAny<Exception>(() => new AtenOp("aten::sum", "dim_IntList").Tensor(ones(1), "text"));
    }

    [Fact]
    public void Devices_that_are_not_there_are_exceptions()
    {
        Assert.Throws<ArgumentException>(() => new Device("gpu"));
        Assert.Throws<ArgumentException>(() => new Device("cuda:x"));
        if (!cuda.is_available())
        {
            Assert.Equal(0, cuda.device_count());
            Assert.Throws<InvalidOperationException>(() => ones(2, device: new Device("cuda:0")));
            Assert.Throws<InvalidOperationException>(() => ones(2).to("cuda"));
            Assert.Throws<ExternalException>(() => cuda.synchronize());
            Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        }

        using var meta = ones(2, device: META);
        Assert.ThrowsAny<Exception>(() => meta.bytes.Length);
        Assert.ThrowsAny<Exception>(() => meta + ones(2));
    }

    [Fact]
    public void More_memory_than_there_is_is_an_exception() =>
        Assert.Throws<ExternalException>(() => empty(1L << 30, 1L << 25));

    [Fact]
    public void An_error_in_a_backward_pass_is_an_exception()
    {
        var x = ones(3, requires_grad: true);
        var y = x.exp();
        var loss = y.sum();
        using (no_grad())
        {
            y.mul_(2);
        }

        Assert.Contains("inplace", Assert.Throws<ExternalException>(loss.backward).Message, StringComparison.Ordinal);
    }
}
