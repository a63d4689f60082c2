using EcgScaling.LibTorch.Cuda;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Running.Recorded;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Cuda;

/// <summary>Records a step as a CUDA graph. From its making to its end this thread's work goes to a stream of its own: recording needs one, and steps before it must run there too.</summary>
internal sealed class CudaStepRecorder : IStepRecorder
{
    private readonly CudaStream _stream;
    private readonly CudaGraph _graph;
    private readonly IDisposable _entered;
    private readonly Device _device;

    public CudaStepRecorder(Device device)
    {
        _device = device;
        _stream = new CudaStream(Math.Max(0, device.index));
        _graph = new CudaGraph();
        // What was sent to the other stream so far (weights, state) is there before anything reads it here.
        cuda.synchronize(device);
        _entered = _stream.Enter();
    }

    public void Record(Action work)
    {
        cuda.synchronize(_device);
        _graph.Record(work);
    }

    public void Replay() => _graph.Replay();

    public Tensor Norm(IReadOnlyList<Tensor> tensors) => stack(DeviceUpdates.NormOfEach(tensors)).norm();

    public void Scale(IReadOnlyList<Tensor> tensors, Tensor factor) => DeviceUpdates.Scale(tensors, factor);

    public void Update(AdamTensors group, OptimizerConfig config, Tensor learningRate, Tensor step, Tensor skip) => DeviceUpdates.AdamStep(
        group.Parameters, group.Gradients(), group.Means, group.Squares, step, learningRate, skip, config.Beta1, config.Beta2, config.Epsilon, group.WeightDecay,
        config.Kind == OptimizerKind.AdamW);

    public void Dispose()
    {
        cuda.synchronize(_device);
        _entered.Dispose();
        _graph.Dispose();
        _stream.Dispose();
    }
}
