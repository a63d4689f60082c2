using EcgScaling.Data;
using static TorchSharp.torch;

namespace EcgScaling.Training.Paradigms;

/// <summary>Some exams side by side on the device. The trainer makes it and releases it after the step.</summary>
public sealed class TensorBatch
{
    /// <summary>The tracings, <c>(batch, lead, sample)</c>, in the unit of the prepared data, millivolts unless it was normalised.</summary>
    public required Tensor Tracings { get; init; }

    /// <summary>The labels that the paradigm asked for, <c>(batch, label)</c>: 1, 0, a number, or NaN where not known.</summary>
    public required Tensor Labels { get; init; }

    /// <summary>The exams' places in the data set.</summary>
    public required ReadOnlyMemory<int> Indices { get; init; }

    /// <summary>The patients; equal keys are the same patient.</summary>
    public required ReadOnlyMemory<long> PatientKeys { get; init; }

    /// <summary>The recorded samples of each tracing; the rest is padding.</summary>
    public required ReadOnlyMemory<ValidRange> Valid { get; init; }

    /// <summary>The number of exams.</summary>
    public int Size => Indices.Length;

    /// <summary>Where the tensors lie.</summary>
    public Device Device => Tracings.device;

    /// <summary>Some neighbours of this batch, sharing its memory.</summary>
    internal TensorBatch Part(int first, int count) => first == 0 && count == Size ? this : new TensorBatch
    {
        Tracings = Tracings.narrow(0, first, count),
        Labels = Labels.narrow(0, first, count),
        Indices = Indices.Slice(first, count),
        PatientKeys = PatientKeys.Slice(first, count),
        Valid = Valid.Slice(first, count),
    };
}
