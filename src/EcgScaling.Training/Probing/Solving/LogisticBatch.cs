using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Ridge logistic regressions of several labels on the same records, at their present weights. A product with the records serves all labels. Matrices are
/// <c>(label, record)</c> and <c>(label, feature + 1)</c>; labels that leave free their rows. Made inside a dispose scope of the caller.
/// </summary>
internal sealed class LogisticBatch
{
    private const int ChunkRecords = 4096;
    private readonly ProbeDesign _design;
    private readonly float[] _targets;
    private readonly double[] _shares;
    private readonly double[] _logits;
    private readonly double[] _residuals;
    private readonly float[] _curvatures;
    private readonly Tensor _logitMatrix;
    private readonly Tensor _residualMatrix;
    private readonly Tensor _curvatureMatrix;

    /// <param name="design">The records.</param>
    /// <param name="targets">Shape <c>(label, record)</c>; NaN where not known.</param>
    /// <param name="shares">What a known record counts for each label; zero for labels known nowhere.</param>
    /// <param name="ridges">The ridge of each feature and of the intercept, <c>(1, feature + 1)</c>.</param>
    /// <param name="labels">The labels to solve, as places in the targets.</param>
    public LogisticBatch(ProbeDesign design, float[] targets, double[] shares, Tensor ridges, IReadOnlyList<int> labels)
    {
        var records = design.Records;
        (_design, Ridges, Count) = (design, ridges, labels.Count);
        (_targets, _logits, _residuals, _curvatures) = (new float[Count * records], new double[Count * records], new double[Count * records], new float[Count * records]);
        _shares = [.. labels.Select(label => shares[label])];
        for (var row = 0; row < Count; row++)
        {
            targets.AsSpan(labels[row] * records, records).CopyTo(_targets.AsSpan(row * records));
        }

        _logitMatrix = from_array(_logits).view(Count, records);
        _residualMatrix = from_array(_residuals).view(Count, records);
        _curvatureMatrix = from_array(_curvatures).view(Count, records);
        Objective = new double[Count];
    }

    /// <summary>Labels that are not done.</summary>
    public int Count { get; private set; }

    public Tensor Ridges { get; }

    public double[] Objective { get; private set; }

    /// <summary>The second derivative of each record's loss times its share, <c>(label, record)</c>.</summary>
    public Tensor Curvatures => _curvatureMatrix.narrow(0, 0, Count);

    /// <summary>Objectives and curvatures at weights, and the gradient, <c>(label, feature + 1)</c>.</summary>
    public Tensor Evaluate(Tensor weights)
    {
        using var scope = NewDisposeScope();
        Logits(_logitMatrix, weights);
        var losses = InChunks([.. Enumerable.Range(0, Count)], (row, start, length) => (LogisticRow.Derivatives(
            _logits.AsSpan(start, length), _targets.AsSpan(start, length), _shares[row], _residuals.AsSpan(start, length), _curvatures.AsSpan(start, length)), 0));
        var penalties = LabelRows.Sums(Ridges * weights.square());
        Objective = [.. losses.Select((loss, row) => loss.Loss + (penalties[row] / 2))];
        return (_residualMatrix.narrow(0, 0, Count).mm(_design.Columns) + (Ridges * weights)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The losses of some labels along a step from the last evaluation, without ridges. The residuals of the last evaluation make room for the changes of logits.
    /// </summary>
    /// <param name="step">The step, <c>(label, feature + 1)</c>.</param>
    /// <returns>Takes labels and a length for every label.</returns>
    public Func<IReadOnlyList<int>, double[], (double Loss, double Slope)[]> Along(Tensor step)
    {
        Logits(_residualMatrix, step);
        return (rows, lengths) => InChunks(rows, (row, start, length) =>
            LogisticRow.Along(_logits.AsSpan(start, length), _residuals.AsSpan(start, length), lengths[row], _targets.AsSpan(start, length), _shares[row]));
    }

    /// <summary>Keeps some labels. Their next evaluation fills the matrices again.</summary>
    public void Keep(IReadOnlyList<int> rows)
    {
        var records = _design.Records;
        for (var row = 0; row < rows.Count; row++)
        {
            _shares[row] = _shares[rows[row]];
            Array.Copy(_targets, rows[row] * records, _targets, row * records, records);
            Array.Copy(_logits, rows[row] * records, _logits, row * records, records);
            Array.Copy(_curvatures, rows[row] * records, _curvatures, row * records, records);
        }

        (Count, Objective) = (rows.Count, [.. rows.Select(row => Objective[row])]);
    }

    private void Logits(Tensor target, Tensor weights)
    {
        using var scope = NewDisposeScope();
        target.narrow(0, 0, Count).addmm_(weights, _design.Columns.t(), beta: 0);
    }

    /// <summary>Sums over the records of labels, cut so that few labels keep all processors busy. Chunks are added in their order, so that threads change nothing.</summary>
    private (double Loss, double Slope)[] InChunks(IReadOnlyList<int> rows, Func<int, int, int, (double Loss, double Slope)> work)
    {
        var (records, chunks) = (_design.Records, (_design.Records + ChunkRecords - 1) / ChunkRecords);
        var parts = new (double Loss, double Slope)[rows.Count * chunks];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, part =>
        {
            var (row, start) = (rows[part / chunks], part % chunks * ChunkRecords);
            parts[part] = work(row, (row * records) + start, Math.Min(ChunkRecords, records - start));
        });
        return [.. Enumerable.Range(0, rows.Count).Select(place =>
        {
            var (loss, slope) = (0.0, 0.0);
            foreach (var part in parts.AsSpan(place * chunks, chunks))
            {
                (loss, slope) = (loss + part.Loss, slope + part.Slope);
            }

            return (loss, slope);
        })];
    }
}
