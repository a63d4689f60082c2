using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>Brings loaded batches to the device.</summary>
internal static class BatchTransfer
{
    /// <summary>The tensors of a batch. On the processor they share the batch's memory: release them before it.</summary>
    public static TensorBatch ToTensors(EcgBatch batch, Device device) => new()
    {
        Tracings = On(frombuffer(batch.TracingBuffer, ScalarType.Float32, (long)batch.Size * batch.Leads * batch.Samples).view(batch.Size, batch.Leads, batch.Samples), device),
        Labels = Labels(batch, device),
        Indices = batch.Indices,
        PatientKeys = batch.PatientKeys,
        Valid = batch.Valid,
    };

    /// <summary>The labels of a batch, <c>(batch, label)</c>.</summary>
    public static Tensor Labels(EcgBatch batch, Device device) => On(
        batch.LabelCount == 0
            ? empty([batch.Size, 0])
            : frombuffer(batch.LabelBuffer, ScalarType.Float32, (long)batch.Size * batch.LabelCount).view(batch.Size, batch.LabelCount),
        device);

    private static Tensor On(Tensor values, Device device) => device.type == DeviceType.CPU ? values : values.to(device);
}
