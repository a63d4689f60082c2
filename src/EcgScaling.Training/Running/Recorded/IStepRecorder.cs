using EcgScaling.Training.Optimisation;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Recorded;

/// <summary>Records a training step on a device and runs it again, and does what an update needs without asking the device for a number.</summary>
internal interface IStepRecorder : IDisposable
{
    /// <summary>Records work; whether it is also run is the recorder's to say by <see cref="Replay"/>, which always follows.</summary>
    void Record(Action work);

    /// <summary>Runs the recorded work.</summary>
    void Replay();

    /// <summary>The norm of all tensors together, without dimensions.</summary>
    Tensor Norm(IReadOnlyList<Tensor> tensors);

    /// <summary>Multiplies all tensors by a number without dimensions.</summary>
    void Scale(IReadOnlyList<Tensor> tensors, Tensor factor);

    /// <summary>One step of Adam over a group.</summary>
    /// <param name="group">What is updated.</param>
    /// <param name="config">Adam's constants; its kind says whether the decay is decoupled.</param>
    /// <param name="learningRate">The learning rate, a 32-bit float without dimensions.</param>
    /// <param name="step">The number of this step from 1, a 32-bit float without dimensions.</param>
    /// <param name="skip">One where nothing shall change, else zero; a 32-bit float without dimensions.</param>
    void Update(AdamTensors group, OptimizerConfig config, Tensor learningRate, Tensor step, Tensor skip);
}
