using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Running.Recorded;
using static TorchSharp.torch;

namespace EcgScaling.Training.Toys;

/// <summary>A recorder for the processor: what was recorded is computed again. Its update is Adam from the definition, one operator after the other, and numbers stay tensors as on a device.</summary>
internal sealed class RepeatedWork : IStepRecorder
{
    private Action? _work;

    public int Replays { get; private set; }

    public void Record(Action work) => _work = work;

    public void Replay()
    {
        Replays++;
        _work!();
    }

    public Tensor Norm(IReadOnlyList<Tensor> tensors) => stack(tensors.Select(tensor => tensor.norm())).norm();

    public void Scale(IReadOnlyList<Tensor> tensors, Tensor factor)
    {
        foreach (var tensor in tensors)
        {
            tensor.mul_(factor);
        }
    }

    public void Update(AdamTensors group, OptimizerConfig config, Tensor learningRate, Tensor step, Tensor skip)
    {
        var skips = skip.to(ScalarType.Bool);
        var (count, rate) = (step.to(ScalarType.Float64), learningRate.to(ScalarType.Float64));
        var (first, second) = (1 - pow(config.Beta1, count), 1 - pow(config.Beta2, count));
        foreach (var ((parameter, gradient), (mean, square)) in group.Parameters.Zip(group.Gradients()).Zip(group.Means.Zip(group.Squares)))
        {
            var slope = config.Kind == OptimizerKind.Adam ? gradient + (parameter * group.WeightDecay) : gradient;
            var newMean = (mean * config.Beta1) + (slope * (1 - config.Beta1));
            var newSquare = (square * config.Beta2) + (slope.square() * (1 - config.Beta2));
            var decayed = config.Kind == OptimizerKind.AdamW ? parameter * (1 - (rate * group.WeightDecay)).to(ScalarType.Float32) : parameter;
            var moved = decayed - (rate / first * newMean / ((newSquare / second).sqrt() + config.Epsilon)).to(ScalarType.Float32);
            mean.copy_(where(skips, mean, newMean));
            square.copy_(where(skips, square, newSquare));
            parameter.copy_(where(skips, parameter, moved));
        }
    }

    public void Dispose() => _work = null;

    private static Tensor pow(double basis, Tensor exponent) => (exponent * Math.Log(basis)).exp();
}
