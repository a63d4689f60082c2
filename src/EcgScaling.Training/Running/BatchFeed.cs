using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>Brings loaded batches to the device. On the processor there is nothing to bring; on a CUDA device the next batch is under way while a step is computed.</summary>
internal abstract partial class BatchFeed : IDisposable
{
    /// <summary>The feed of a device.</summary>
    public static BatchFeed For(Device device)
    {
        BatchFeed? feed = null;
        if (device.type == DeviceType.CUDA)
        {
            Open(device, ref feed);
        }

        return feed ?? new Plain(device);
    }

    /// <summary>Whether the batches must carry their tracings.</summary>
    public virtual bool NeedsTracings => true;

    /// <summary>The same batches in the same order; the feed may begin to bring them. When a batch is asked for, the device must be done with the one before.</summary>
    public abstract IEnumerable<EcgBatch> Ahead(IEnumerable<EcgBatch> batches);

    /// <summary>The tensors of the batch that <see cref="Ahead"/> gave last; valid until the next is asked for.</summary>
    public abstract TensorBatch ToTensors(EcgBatch batch);

    /// <inheritdoc/>
    public abstract void Dispose();

    // Its body, in Cuda/, is compiled only where the tensor layer has streams.
    static partial void Open(Device device, ref BatchFeed? feed);

    private sealed class Plain(Device device) : BatchFeed
    {
        public override IEnumerable<EcgBatch> Ahead(IEnumerable<EcgBatch> batches) => batches;

        public override TensorBatch ToTensors(EcgBatch batch) => BatchTransfer.ToTensors(batch, device);

        public override void Dispose()
        {
        }
    }
}
