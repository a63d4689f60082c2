using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Cuda;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Cuda;

public sealed class CudaGraphTests
{
    [WithoutCudaFact]
    public void Without_a_device_streams_and_graphs_are_errors_that_say_so()
    {
        Assert.Contains("without CUDA", Assert.Throws<ExternalException>(() => new CudaStream()).Message, StringComparison.Ordinal);
        Assert.False(CudaGraph.IsAvailable);
        Assert.Contains("cuda_runtime_api.h", Assert.Throws<ExternalException>(() => new CudaGraph()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CudaStream(-1));
        Assert.Null(CudaMemory.Free());
    }

    [CudaFact]
    public void What_a_tensor_takes_is_no_longer_free()
    {
        using var scope = NewDisposeScope();
        _ = zeros([1], device: CUDA);
        var before = CudaMemory.Free()!.Value;
        // More than the allocator may have kept from other tests.
        var large = zeros([before / 8], device: CUDA);
        Assert.InRange(CudaMemory.Free()!.Value, 1, before - large.numel());
    }

    [CudaFact]
    public void A_replay_computes_from_what_its_tensors_hold_then()
    {
        Assert.True(CudaGraph.IsAvailable, "the layer to libtorch was compiled without CUDA graphs; see check_CUDA.log in its build folder");
        using var scope = NewDisposeScope();
        using var stream = new CudaStream();
        using var graph = new CudaGraph();
        using var entered = stream.Enter();
        var input = ones([64], device: CUDA);
        var output = zeros([64], device: CUDA);
        Assert.Throws<InvalidOperationException>(graph.Replay);
        cuda.synchronize();
        graph.Record(() => output.copy_((input * 2) + 1));
        Assert.Equal(0, output.sum().cpu().item<float>());
        graph.Replay();
        Assert.Equal(3 * 64, output.sum().cpu().item<float>());
        input.fill_(5);
        graph.Replay();
        Assert.Equal(11 * 64, output.sum().cpu().item<float>());
        Assert.Throws<InvalidOperationException>(() => graph.Record(() => { }));
    }

    [CudaFact]
    public void Random_numbers_of_a_replay_follow_the_seed_as_those_of_plain_work_do()
    {
        using var scope = NewDisposeScope();
        using var stream = new CudaStream();
        using var graph = new CudaGraph();
        using var entered = stream.Enter();
        var drawn = zeros([1024], device: CUDA);
        manual_seed(7);
        var expected = rand([1024], device: CUDA).cpu();
        graph.Record(() => drawn.copy_(rand([1024], device: CUDA)));
        manual_seed(7);
        graph.Replay();
        Assert.True(drawn.cpu().equal(expected).all().item<bool>());
        manual_seed(8);
        graph.Replay();
        Assert.False(drawn.cpu().equal(expected).all().item<bool>());
    }

    [CudaFact]
    public void Work_that_asks_the_device_for_a_number_cannot_be_recorded_and_the_stream_goes_on()
    {
        using var scope = NewDisposeScope();
        using var stream = new CudaStream();
        using var graph = new CudaGraph();
        using var entered = stream.Enter();
        var input = ones([4], device: CUDA);
        Assert.Throws<ExternalException>(() => graph.Record(() => input.sum().item<float>()));
        Assert.Equal(4, input.sum().cpu().item<float>());
    }

    [CudaFact]
    public void Adam_with_its_numbers_on_the_device_is_Adam_and_skips_when_told_to()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (parameter, gradient) = (randn([257], device: CUDA), randn([257], device: CUDA));
        var (mean, square) = (zeros_like(parameter), zeros_like(parameter));
        var expected = parameter - (0.01 * parameter * 0.1) - (0.01 * gradient / (gradient.abs() + 1e-8));
        var (rate, step, skip) = (tensor(0.01f, device: CUDA), tensor(1f, device: CUDA), tensor(0f, device: CUDA));
        DeviceUpdates.AdamStep([parameter], [gradient], [mean], [square], step, rate, skip, 0.9, 0.999, 1e-8, 0.1, decoupled: true);
        Assert.True((parameter - expected).abs().max().cpu().item<float>() < 1e-5);
        var before = parameter.clone();
        DeviceUpdates.AdamStep([parameter], [gradient], [mean], [square], step + 1, rate, skip + 1, 0.9, 0.999, 1e-8, 0.1, decoupled: true);
        Assert.True(parameter.equal(before).all().cpu().item<bool>());
    }
}
