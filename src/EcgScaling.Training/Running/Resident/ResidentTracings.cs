using System.Runtime.InteropServices;
using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Resident;

/// <summary>
/// The training tracings on the device: read once, in the order of the data set, and gathered for each batch there. A small network waits for its batches otherwise: a batch of 256 tracings of
/// 12 x 4096 samples is 50 MB, which the device reads from its own memory a hundred times as fast as a data set delivers it.
/// </summary>
internal sealed class ResidentTracings : IDisposable
{
    private const int LoadedAtOnce = 64;
    private readonly int[] _exams;
    private readonly ValidRange[] _valid;
    private readonly Tensor _tracings;

    private ResidentTracings(int[] exams, Tensor tracings) => (_exams, _valid, _tracings) = (exams, new ValidRange[exams.Length], tracings);

    /// <summary>The bytes that so many exams of a data set take.</summary>
    public static long BytesOf(IEcgDataset source, int exams) => (long)exams * source.Spec.Leads.Count * source.Spec.Samples * sizeof(float);

    /// <summary>Reads the exams, each once.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="exams">Their places; repeated ones are kept once.</param>
    /// <param name="device">Where to keep them.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ExternalException">The device has too little memory.</exception>
    /// <exception cref="EcgDataException">A tracing cannot be read.</exception>
    public static ResidentTracings Load(IEcgDataset source, IReadOnlyList<int> exams, Device device, int threads, CancellationToken cancellation)
    {
        int[] each = [.. exams.Distinct().Order()];
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var resident = new ResidentTracings(each, empty([each.Length, source.Spec.Leads.Count, source.Spec.Samples], ScalarType.Float32, device).DetachFromDisposeScope());
        try
        {
            resident.Read(source, device, threads, cancellation);
            return resident;
        }
        catch
        {
            resident.Dispose();
            throw;
        }
    }

    /// <summary>The tensors of a batch that was loaded without its tracings.</summary>
    public TensorBatch ToTensors(EcgBatch batch, Device device)
    {
        var rows = new long[batch.Size];
        for (var place = 0; place < rows.Length; place++)
        {
            rows[place] = Array.BinarySearch(_exams, batch.Indices[place]);
            batch.Valid[place] = _valid[rows[place]];
        }

        return new TensorBatch
        {
            Tracings = _tracings.index_select(0, tensor(rows, [rows.Length], device: device)),
            Labels = BatchTransfer.Labels(batch, device),
            Indices = batch.Indices,
            PatientKeys = batch.PatientKeys,
            Valid = batch.Valid,
        };
    }

    public void Dispose() => _tracings.Dispose();

    private void Read(IEcgDataset source, Device device, int threads, CancellationToken cancellation)
    {
        var size = Math.Min(LoadedAtOnce, _exams.Length);
        var loader = new BatchLoader(source, _exams, new BatchLoaderOptions
        {
            BatchSize = size, Shuffle = false, DropLast = false, StopStep = (_exams.Length + size - 1) / size, Workers = threads, Labels = [],
        });
        using var feed = BatchFeed.For(device);
        var first = 0;
        foreach (var batch in feed.Ahead(loader.Batches(cancellation)))
        {
            using (batch)
            using (NewDisposeScope())
            {
                _tracings.narrow(0, first, batch.Size).copy_(feed.ToTensors(batch).Tracings, true);
                batch.Valid.CopyTo(_valid, first);
                first += batch.Size;
                if (device.type == DeviceType.CUDA)
                {
                    // The feed fills a place again when what read it has ended.
                    cuda.synchronize(device);
                }
            }
        }
    }
}
