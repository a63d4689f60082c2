using System.Collections.Concurrent;
using EcgScaling.Data.Augmentation;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Loading;

/// <summary>
/// Yields batches of a data set in an order that depends only on (seed, epoch), prepared ahead by several threads. Memory does not grow with
/// the number of exams: the order is a permutation that is computed, not stored.
/// </summary>
/// <remarks>Thread-safe: each enumeration is on its own. A batch belongs to whoever takes it; dispose it after use.</remarks>
public sealed class BatchLoader
{
    private readonly IEcgDataset _dataset;
    private readonly IReadOnlyList<int> _exams;
    private readonly BatchLoaderOptions _options;
    private readonly int[] _labelColumns;
    private readonly TracingShape _prepared;
    private readonly BatchMemory _memory = new();

    /// <summary>Makes a loader over some exams of a data set.</summary>
    /// <param name="dataset">Where the tracings come from; stays the caller's to dispose.</param>
    /// <param name="exams">The exams' places in the data set, for example one side of a split. Not copied.</param>
    /// <param name="options">How to walk.</param>
    /// <exception cref="SpecException">The options are out of range.</exception>
    /// <exception cref="ArgumentException">There is no exam, a label does not exist, or an augmentation does not fit the data set.</exception>
    public BatchLoader(IEcgDataset dataset, IReadOnlyList<int> exams, BatchLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(exams);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (exams.Count == 0)
        {
            throw new ArgumentException($"No exam of {dataset.Name} was chosen; a loader needs at least one.", nameof(exams));
        }

        (_dataset, _exams, _options) = (dataset, exams, options);
        _prepared = new TracingShape(dataset.Spec.Leads, dataset.Spec.Rate, dataset.Spec.Samples);
        Shape = options.Augmentations?.OutputOf(_prepared) ?? _prepared;
        LabelNames = options.Labels ?? dataset.LabelNames;
        _labelColumns = [.. LabelNames.Select(ColumnOf)];
        var full = exams.Count / options.BatchSize;
        StepsPerEpoch = full == 0 || (!options.DropLast && exams.Count % options.BatchSize != 0) ? full + 1 : full;
    }

    /// <summary>Batches in one pass over the exams.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>The shape of every tracing of a batch: the data set's, unless an augmentation changes it.</summary>
    public TracingShape Shape { get; }

    /// <summary>The labels loaded, in the order of the label axis.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The places in the data set of the exams of one step, in batch order; those of all parts.</summary>
    public int[] ExamsOfStep(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var (epoch, within) = Math.DivRem(step, StepsPerEpoch);
        var first = within * _options.BatchSize;
        var size = (int)Math.Min(_options.BatchSize, _exams.Count - first);
        var order = _options.Shuffle ? new RandomPermutation(_exams.Count, _options.Seed, "loader/order", epoch) : null;
        var chosen = new int[size];
        for (var place = 0; place < size; place++)
        {
            chosen[place] = _exams[(int)(order?[first + place] ?? first + place)];
        }

        return chosen;
    }

    /// <summary>The batches from <see cref="BatchLoaderOptions.StartStep"/> on. Stopping early, or cancelling, ends the workers.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="EcgDataException">A tracing cannot be read; thrown at the step it belongs to.</exception>
    public IEnumerable<EcgBatch> Batches(CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pieces = BatchInWork.PiecesOf(Math.Min(_options.BatchSize, _exams.Count));
        using var room = new SemaphoreSlim(checked(_options.Prefetch * pieces));
        using var arrived = new AutoResetEvent(false);
        var started = new ConcurrentDictionary<long, BatchInWork>();
        var next = (_options.StartStep * pieces) - 1;
        var last = _options.StopStep ?? long.MaxValue;
        // The step that the consumer waits for, or -1.
        var awaited = -1L;
        var workers = new Thread[_options.Workers];
        for (var worker = 0; worker < workers.Length; worker++)
        {
            workers[worker] = new Thread(Work) { IsBackground = true, Name = "EcgScaling loader" };
            workers[worker].Start();
        }

        try
        {
            for (var step = _options.StartStep; step < last; step++)
            {
                BatchInWork? work;
                while (!started.TryGetValue(step, out work) || !work.IsComplete)
                {
                    Volatile.Write(ref awaited, step);
                    WaitHandle.WaitAny([arrived, stop.Token.WaitHandle]);
                    Volatile.Write(ref awaited, -1);
                    cancellation.ThrowIfCancellationRequested();
                }

                if (work.Error is { } error)
                {
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
                }

                started.TryRemove(step, out _);
                room.Release(pieces);
                yield return work.Batch;
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var worker in workers)
            {
                worker.Join();
            }

            foreach (var work in started.Values)
            {
                work.Discard();
            }
        }

        void Work()
        {
            var scratch = _options.Augmentations is null ? [] : new float[_prepared.Length];
            var labels = new float[_dataset.LabelNames.Count];
            try
            {
                while (true)
                {
                    // Where every core has a worker, the consumer waits for a share of one, and more batches than fit the cache are in turn.
                    if (Volatile.Read(ref awaited) is >= 0 and var due && started.TryGetValue(due, out var complete) && complete.IsComplete)
                    {
                        Thread.Yield();
                    }

                    // A worker takes room before a piece: what is missing next is then always being worked on, so no deadlock.
                    room.Wait(stop.Token);
                    var (step, piece) = Math.DivRem(Interlocked.Increment(ref next), pieces);
                    if (step >= last)
                    {
                        return;
                    }

                    var work = started.GetOrAdd(step, _ => new BatchInWork(pieces, () => Start(step)));
                    if (work.Fill((int)piece, (batch, place) => Fill(batch, place, scratch, labels), stop.Token))
                    {
                        arrived.Set();
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The enumeration ended.
            }
        }
    }

    // The batch of a step, with room for its exams.
    private EcgBatch Start(long step)
    {
        var whole = ExamsOfStep(step);
        var exams = whole.AsSpan()[(whole.Length * _options.Part / _options.Parts)..(whole.Length * (_options.Part + 1) / _options.Parts)];
        var batch = new EcgBatch(exams.Length, Shape.Leads.Count, Shape.Samples, _labelColumns.Length, step, _options.WithTracings ? _memory : null);
        exams.CopyTo(batch.Indices);
        return batch;
    }

    private void Fill(EcgBatch batch, int place, float[] scratch, float[] labels)
    {
        var exam = batch.Indices[place];
        batch.PatientKeys[place] = _dataset.PatientKey(exam);
        if (_options.WithTracings)
        {
            batch.Valid[place] = _options.Augmentations is { } chain
                ? Augment(chain, exam, batch.Step / StepsPerEpoch, scratch, batch.Tracing(place))
                : _dataset.Read(exam, batch.Tracing(place));
        }

        _dataset.ReadLabels(exam, labels);
        var row = batch.Labels.Slice(place * _labelColumns.Length, _labelColumns.Length);
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = labels[_labelColumns[column]];
        }
    }

    private ValidRange Augment(AugmentationChain chain, int exam, long epoch, float[] scratch, Span<float> destination)
    {
        var valid = _dataset.Read(exam, scratch);
        var tracing = new Tracing(_prepared, scratch, valid);
        chain.Apply(tracing, _options.Seed, epoch, exam);
        tracing.Values.CopyTo(destination);
        return tracing.Valid;
    }

    private int ColumnOf(string label)
    {
        for (var column = 0; column < _dataset.LabelNames.Count; column++)
        {
            if (_dataset.LabelNames[column] == label)
            {
                return column;
            }
        }

        throw new ArgumentException($"{_dataset.Name} has no label '{label}'; it has {string.Join(", ", _dataset.LabelNames)}.");
    }
}
