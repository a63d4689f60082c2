namespace EcgScaling.Data.Loading;

/// <summary>
/// A batch that several threads fill, each some neighbouring exams at a time. One batch after the other is filled by all, so that what is written is
/// still in the processor's cache when it is read, and the first batch is there sooner.
/// </summary>
internal sealed class BatchInWork
{
    // Enough work for a piece to outweigh taking it, little enough for the threads of a machine to share a batch.
    private const int PieceExams = 4;
    private readonly Lazy<EcgBatch> _batch;
    private readonly Exception?[] _errors;
    private int _left;

    /// <param name="pieces">Into how many pieces the batch is cut, <see cref="PiecesOf"/>.</param>
    /// <param name="make">Makes the batch with the exams to fill it with; called once, by whichever thread is first.</param>
    public BatchInWork(int pieces, Func<EcgBatch> make) => (_errors, _left, _batch) = (new Exception?[pieces], pieces, new Lazy<EcgBatch>(make));

    /// <summary>Whether every piece was filled or has failed.</summary>
    public bool IsComplete => Volatile.Read(ref _left) == 0;

    /// <summary>What went wrong, that of the first exam in batch order; null where nothing did.</summary>
    public Exception? Error => Array.Find(_errors, error => error is not null);

    /// <summary>The batch; it belongs to whoever takes it.</summary>
    public EcgBatch Batch => _batch.Value;

    /// <summary>Into how many pieces a batch of a size is cut.</summary>
    public static int PiecesOf(int batchSize) => (batchSize + PieceExams - 1) / PieceExams;

    /// <summary>Fills one piece.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="fill">Fills one place of the batch.</param>
    /// <param name="cancellation">Looked at before each exam.</param>
    /// <returns>Whether this was the last piece to be filled.</returns>
    public bool Fill(int piece, Action<EcgBatch, int> fill, CancellationToken cancellation)
    {
        try
        {
            var batch = _batch.Value;
            var end = (int)((long)batch.Size * (piece + 1) / _errors.Length);
            for (var place = (int)((long)batch.Size * piece / _errors.Length); place < end; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                fill(batch, place);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever went wrong belongs to the consumer, at this step.
            _errors[piece] = error;
        }

        return Interlocked.Decrement(ref _left) == 0;
    }

    /// <summary>Gives the batch's memory back if there is any; no thread may be at work on it any more.</summary>
    public void Discard()
    {
        if (_batch.IsValueCreated)
        {
            _batch.Value.Dispose();
        }
    }
}
