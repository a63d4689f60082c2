using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using EcgScaling.LibTorch.Cuda;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Cuda;

/// <summary>
/// Copies the batch after the current one to the device, on a thread and a stream of its own, from memory that the device reads by itself: the step that is being computed waits for neither.
/// Two places take turns; a step reads its loss back, so when a place is filled again, the step that read it has ended.
/// </summary>
internal sealed class CudaBatchFeed : BatchFeed
{
    private readonly Device _device;
    private readonly Place[] _places;

    public CudaBatchFeed(Device device)
    {
        _device = device;
        _places = [new(device), new(device)];
    }

    public override IEnumerable<EcgBatch> Ahead(IEnumerable<EcgBatch> batches)
    {
        var filled = 0;
        return AheadOfConsumer.Run(batches, _places.Length, batch => _places[filled++ % _places.Length].Fill(batch), batch => batch.Dispose());
    }

    public override TensorBatch ToTensors(EcgBatch batch) =>
        (Array.Find(_places, place => ReferenceEquals(place.Batch, batch)) ?? throw new InvalidOperationException("This batch was not sent to the device.")).ToTensors();

    public override void Dispose()
    {
        cuda.synchronize(_device);
        Array.ForEach(_places, place => place.Dispose());
    }

    private sealed class Place(Device device) : IDisposable
    {
        private readonly CudaStream _copies = new(Math.Max(0, device.index));
        private Pair? _tracings;
        private Pair? _labels;

        // Written on the feed's thread before the batch is handed over, read after it.
        public EcgBatch? Batch { get; private set; }

        public void Fill(EcgBatch batch)
        {
            Batch = batch;
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            using var entered = _copies.Enter();
            Copy(batch.Tracings, [batch.Size, batch.Leads, batch.Samples], ref _tracings);
            Copy(batch.Labels, [batch.Size, batch.LabelCount], ref _labels);
        }

        public TensorBatch ToTensors()
        {
            _copies.HoldCurrent();
            return new TensorBatch
            {
                Tracings = _tracings!.Device,
                Labels = _labels!.Device,
                Indices = Batch!.Indices,
                PatientKeys = Batch.PatientKeys,
                Valid = Batch.Valid,
            };
        }

        public void Dispose()
        {
            _tracings?.Dispose();
            _labels?.Dispose();
            _copies.Dispose();
        }

        private void Copy(ReadOnlySpan<float> values, long[] shape, ref Pair? pair)
        {
            if (pair is null || !pair.Host.shape.AsSpan().SequenceEqual(shape))
            {
                pair?.Dispose();
                pair = new Pair((values.IsEmpty ? zeros(shape) : zeros(shape).pin_memory()).DetachFromDisposeScope(), zeros(shape, device: device).DetachFromDisposeScope());
            }

            if (values.IsEmpty)
            {
                return;
            }

            MemoryMarshal.AsBytes(values).CopyTo(pair.Host.bytes);
            pair.Device.copy_(pair.Host, true);
        }
    }

    private sealed record Pair(Tensor Host, Tensor Device) : IDisposable
    {
        public void Dispose()
        {
            Host.Dispose();
            Device.Dispose();
        }
    }
}
