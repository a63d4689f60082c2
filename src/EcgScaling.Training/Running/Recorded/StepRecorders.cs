using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Recorded;

/// <summary>Finds out whether a run's steps can be recorded.</summary>
internal static partial class StepRecorders
{
    /// <summary>Set to <c>off</c>, steps run operator by operator.</summary>
    public const string Switch = "ECGSCALING_CUDA_GRAPHS";

    /// <summary>A recorder for a run on a CUDA device, or null and why not; null without a reason on other devices.</summary>
    public static IStepRecorder? For(TrainingConfig config, Paradigm paradigm, Device device, int processes, out string? reason)
    {
        reason = null;
        if (device.type != DeviceType.CUDA)
        {
            return null;
        }

        reason = Refusal(config, paradigm, processes);
        IStepRecorder? recorder = null;
        if (reason is null)
        {
            Open(device, ref recorder, ref reason);
        }

        return recorder;
    }

    /// <summary>What of a run cannot be recorded, or null.</summary>
    internal static string? Refusal(TrainingConfig config, Paradigm paradigm, int processes)
    {
        if (string.Equals(Environment.GetEnvironmentVariable(Switch), "off", StringComparison.OrdinalIgnoreCase))
        {
            return $"{Switch} is off.";
        }

        if (!paradigm.IsRecordable)
        {
            return $"the loss of '{paradigm.Name}' says that it draws numbers or reads values on the processor; make them in its Prepare and say IsRecordable.";
        }

        if (processes > 1)
        {
            return "several processes exchange gradients in each step.";
        }

        if (config.MicroBatchSize is not null)
        {
            return "MicroBatchSize is set.";
        }

        return config.Optimizer.Kind is OptimizerKind.Adam or OptimizerKind.AdamW ? null : $"the optimiser is {config.Optimizer.Kind}; Adam and AdamW are recorded.";
    }

    // Its body, in Cuda/, is compiled only where the tensor layer has graphs.
    static partial void Open(Device device, ref IStepRecorder? recorder, ref string? reason);
}
