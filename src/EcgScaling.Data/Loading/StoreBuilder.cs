using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using EcgScaling.Data.Preprocessing;
using Microsoft.Win32.SafeHandles;

namespace EcgScaling.Data.Loading;

/// <summary>Builds a prepared store block by block; a byte for each block says that it is done, so a killed build goes on where it stopped.</summary>
internal sealed class StoreBuilder
{
    private const int Block = 128;
    private const string BlockFile = "blocks.bin";
    private const string FailureFile = "quarantine.partial.txt";
    private const string LockFile = "build.lock";
    private readonly IEcgSource _source;
    private readonly EcgPipeline _pipeline;
    private readonly string _folder;
    private readonly PreparedStoreOptions _options;
    private readonly ConcurrentDictionary<int, StoreManifest.QuarantinedSlot> _failures = new();

    public StoreBuilder(IEcgSource source, EcgPipeline pipeline, string folder, PreparedStoreOptions options) =>
        (_source, _pipeline, _folder, _options) = (source, pipeline, folder, options);

    public void Run(IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        var manifest = new StoreManifest
        {
            Name = _source.Name,
            Spec = SourceDataset.SpecOf(_source, _pipeline),
            Unit = _pipeline.UnitOf(_source.Unit),
            LabelNames = _source.LabelNames,
            Element = _options.Element,
            Slots = _source.Count,
            SourceHash = _source.ContentHash,
            Warnings = _source.Warnings,
        };
        if (IsDone(manifest))
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        using var held = Hold(cancellation);
        if (!IsDone(manifest))
        {
            Start(manifest);
            Fill(manifest, progress, cancellation);
            Finish(manifest);
        }
    }

    private bool IsDone(StoreManifest wanted)
    {
        var present = StoreManifest.Read(Path.Combine(_folder, StoreManifest.FileName));
        if (present is null)
        {
            return false;
        }

        return present.IsSameBuild(wanted)
            ? true
            : throw new EcgDataException(
                _folder, string.Empty, $"a prepared store of {present.Name} with '{present.Spec.Preprocessing}'", $"one of {wanted.Name} with '{wanted.Spec.Preprocessing}', or nothing",
                "Choose another folder for other data or another pipeline, or remove this one.");
    }

    // One process builds; others that want the same store wait for it.
    private FileStream Hold(CancellationToken cancellation)
    {
        var path = Path.Combine(_folder, LockFile);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(_folder))
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private void Start(StoreManifest manifest)
    {
        var partial = Path.Combine(_folder, StoreManifest.PartialName);
        if (StoreManifest.Read(partial) is not { } begun || !begun.IsSameBuild(manifest))
        {
            File.Delete(Path.Combine(_folder, BlockFile));
            File.Delete(Path.Combine(_folder, FailureFile));
            manifest.Write(partial);
        }
    }

    private void Fill(StoreManifest manifest, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        using var tracings = Open(PreparedStore.TracingFile, manifest.RecordBytes * manifest.Slots);
        using var index = Open(PreparedStore.IndexFile, (long)manifest.IndexBytes * manifest.Slots);
        var count = (manifest.Slots + Block - 1) / Block;
        using var blocks = Open(BlockFile, count);
        var done = new byte[count];
        RandomAccess.Read(blocks, done, 0);
        ReadFailures();
        var finished = done.Count(block => block != 0);
        var gate = new Lock();
        new ParallelWork(_options.Workers, cancellation).For(count, block =>
        {
            if (done[block] != 0)
            {
                return;
            }

            var first = block * Block;
            var end = Math.Min(first + Block, manifest.Slots);
            var failures = new List<StoreManifest.QuarantinedSlot>();
            for (var slot = first; slot < end; slot++)
            {
                cancellation.ThrowIfCancellationRequested();
                Put(slot, manifest, tracings, index, failures);
            }

            lock (gate)
            {
                WriteFailures(failures);
                RandomAccess.Write(blocks, [1], block);
                finished++;
                progress?.Report(new DataProgress("preparing", Math.Min((long)finished * Block, manifest.Slots), manifest.Slots));
            }
        });
        RandomAccess.FlushToDisk(tracings);
        RandomAccess.FlushToDisk(index);
    }

    private SafeFileHandle Open(string name, long length)
    {
        var handle = File.OpenHandle(Path.Combine(_folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (RandomAccess.GetLength(handle) != length)
        {
            RandomAccess.SetLength(handle, length);
        }

        return handle;
    }

    private void Put(int slot, StoreManifest manifest, SafeFileHandle tracings, SafeFileHandle index, List<StoreManifest.QuarantinedSlot> failures)
    {
        var exam = _source.ExamAt(slot);
        var entry = new byte[manifest.IndexBytes];
        BinaryPrimitives.WriteInt64LittleEndian(entry, Patients.KeyOf(exam.PatientId));
        BinaryPrimitives.WriteSingleLittleEndian(entry.AsSpan(20), (float)exam.Age);
        entry[24] = (byte)exam.Sex;
        exam.Labels.CopyTo(MemoryMarshal.Cast<byte, float>(entry.AsSpan(32)));
        try
        {
            var shape = _source.ShapeOf(slot);
            var values = new float[shape.Length];
            var tracing = new Tracing(shape, values, _source.Read(slot, values));
            _pipeline.Apply(tracing);
            manifest.Spec.Require(tracing.Shape.Leads, tracing.Shape.Rate, tracing.Shape.Samples);
            var bytes = Encode(tracing.Values, manifest.Element, out var scale);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), tracing.Valid.Start);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(12), tracing.Valid.Length);
            BinaryPrimitives.WriteSingleLittleEndian(entry.AsSpan(16), scale);
            RandomAccess.Write(tracings, bytes, slot * manifest.RecordBytes);
        }
        catch (Exception error) when (error is EcgDataException or ArgumentException && !_options.Strict)
        {
            failures.Add(new StoreManifest.QuarantinedSlot(slot, exam.Id, error.Message.ReplaceLineEndings(" ")));
        }

        RandomAccess.Write(index, entry, (long)slot * manifest.IndexBytes);
    }

    private static ReadOnlySpan<byte> Encode(float[] values, StoredElement element, out float scale)
    {
        scale = 1;
        switch (element)
        {
            case StoredElement.Exact32:
                return MemoryMarshal.AsBytes<float>(values);
            case StoredElement.Half16:
                var halves = new Half[values.Length];
                TensorPrimitives.ConvertToHalf(values, halves);
                return MemoryMarshal.AsBytes<Half>(halves);
            default:
                var largest = TensorPrimitives.MaxMagnitude(values);
                scale = largest == 0 ? 1 : Math.Abs(largest) / short.MaxValue;
                var integers = new short[values.Length];
                for (var place = 0; place < values.Length; place++)
                {
                    integers[place] = (short)MathF.Round(values[place] / scale);
                }

                return MemoryMarshal.AsBytes<short>(integers);
        }
    }

    private void Finish(StoreManifest manifest)
    {
        AtomicFile.Write(Path.Combine(_folder, PreparedStore.IdFile), stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            for (var slot = 0; slot < manifest.Slots; slot++)
            {
                text.WriteLine(_source.ExamAt(slot).Id.ReplaceLineEndings(" "));
            }
        });
        (manifest with { Quarantined = [.. _failures.Values.OrderBy(item => item.Slot)] }).Write(Path.Combine(_folder, StoreManifest.FileName));
        foreach (var name in (ReadOnlySpan<string>)[StoreManifest.PartialName, BlockFile, FailureFile])
        {
            File.Delete(Path.Combine(_folder, name));
        }
    }

    private void ReadFailures()
    {
        var path = Path.Combine(_folder, FailureFile);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Split('\t', 3) is [var slot, var id, var reason] && int.TryParse(slot, out var number))
            {
                _failures[number] = new StoreManifest.QuarantinedSlot(number, id, reason);
            }
        }
    }

    private void WriteFailures(List<StoreManifest.QuarantinedSlot> failures)
    {
        foreach (var failure in failures)
        {
            _failures[failure.Slot] = failure;
            File.AppendAllText(Path.Combine(_folder, FailureFile), FormattableString.Invariant($"{failure.Slot}\t{failure.Id}\t{failure.Reason}\n"));
        }
    }
}
