using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using EcgScaling.LibTorch.Cuda;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Cuda;

/// <summary>
/// Copies the batch after the current one to the device on a stream of its own, from memory that the device reads by itself. Two places take turns: a step reads its loss back, so when a place
/// is filled again, the step that read it has ended.
/// </summary>
internal sealed class CudaBatchFeed(Device device) : BatchFeed
{
    private readonly CudaStream _copies = new(Math.Max(0, device.index));
    private readonly Place[] _places = [new(), new()];
    private int _filled;

    public override IEnumerable<EcgBatch> Ahead(IEnumerable<EcgBatch> batches)
    {
        using var source = batches.GetEnumerator();
        EcgBatch? next = null;
        try
        {
            next = source.MoveNext() ? Send(source.Current) : null;
            while (next is { } current)
            {
                next = source.MoveNext() ? Send(source.Current) : null;
                yield return current;
            }
        }
        finally
        {
            // Sent ahead, but never asked for.
            next?.Dispose();
        }
    }

    public override TensorBatch ToTensors(EcgBatch batch)
    {
        var place = Array.Find(_places, place => ReferenceEquals(place.Batch, batch)) ?? throw new InvalidOperationException("This batch was not sent to the device.");
        _copies.HoldCurrent();
        return new TensorBatch
        {
            Tracings = place.Tracings!.Device,
            Labels = place.Labels!.Device,
            Indices = batch.Indices,
            PatientKeys = batch.PatientKeys,
            Valid = batch.Valid,
        };
    }

    public override void Dispose()
    {
        cuda.synchronize(device);
        foreach (var place in _places)
        {
            place.Tracings?.Dispose();
            place.Labels?.Dispose();
        }

        _copies.Dispose();
    }

    private EcgBatch Send(EcgBatch batch)
    {
        var place = _places[_filled++ % _places.Length];
        place.Batch = batch;
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using var entered = _copies.Enter();
        Copy(batch.Tracings, [batch.Size, batch.Leads, batch.Samples], ref place.Tracings);
        Copy(batch.Labels, [batch.Size, batch.LabelCount], ref place.Labels);
        return batch;
    }

    private void Copy(ReadOnlySpan<float> values, long[] shape, ref Pair? pair)
    {
        if (pair is null || !pair.Host.shape.AsSpan().SequenceEqual(shape))
        {
            pair?.Dispose();
            pair = new Pair(zeros(shape).pin_memory().DetachFromDisposeScope(), zeros(shape, device: device).DetachFromDisposeScope());
        }

        MemoryMarshal.AsBytes(values).CopyTo(pair.Host.bytes);
        pair.Device.copy_(pair.Host, true);
    }

    private sealed class Place
    {
        public EcgBatch? Batch;
        public Pair? Tracings;
        public Pair? Labels;
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
