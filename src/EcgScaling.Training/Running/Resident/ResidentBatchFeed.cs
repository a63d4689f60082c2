using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Resident;

/// <summary>Gathers batches from tracings that lie on the device. Takes the tracings over.</summary>
internal sealed class ResidentBatchFeed(ResidentTracings tracings, Device device) : BatchFeed
{
    public override bool NeedsTracings => false;

    public override IEnumerable<EcgBatch> Ahead(IEnumerable<EcgBatch> batches) => batches;

    public override TensorBatch ToTensors(EcgBatch batch) => tracings.ToTensors(batch, device);

    public override void Dispose() => tracings.Dispose();
}
