using EcgScaling.Training.Distributed;
using static TorchSharp.torch;

namespace EcgScaling.Training.Paradigms;

/// <summary>Where a loss is computed: in training or in an evaluation, and from which streams it may draw.</summary>
/// <param name="Seed">The training or the evaluation seed.</param>
/// <param name="Step">Steps done before; 0 in an evaluation.</param>
/// <param name="TotalSteps">Steps planned.</param>
/// <param name="Training">Whether a step is made with the loss.</param>
public readonly record struct LossContext(ulong Seed, long Step, long TotalSteps, bool Training)
{
    internal IProcessGroup? Processes { get; init; }

    internal IReadOnlyList<Tensor>? AlreadyPrepared { get; init; }

    /// <summary>What <see cref="Paradigm.Prepare"/> makes for a batch: for <see cref="Paradigm.Loss"/>, which must not draw by itself if its step is to be recorded.</summary>
    public IReadOnlyList<Tensor> Prepared(Paradigm paradigm, TensorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(paradigm);
        return AlreadyPrepared ?? paradigm.Prepare(batch, this);
    }

    /// <summary>
    /// Random numbers for one exam. In training they depend on (seed, purpose, step, exam), in an evaluation on (seed, purpose, exam) alone:
    /// every evaluation of every model meets the same masks and views.
    /// </summary>
    /// <param name="purpose">What they are for, for example <c>"mask"</c>.</param>
    /// <param name="exam">The exam's place in the data set.</param>
    public RandomStream Stream(string purpose, int exam) =>
        Training ? new RandomStream(Seed, "training/" + purpose, Step, exam) : new RandomStream(Seed, "evaluation/" + purpose, exam);

    /// <summary>
    /// Rows of all processes of a data parallel step, in the order of the whole batch: what a loss that compares exams with one another needs.
    /// Gradients flow to this process's own rows; say so by <see cref="Paradigm.GathersProcesses"/>.
    /// </summary>
    /// <param name="rows"><c>(exam, ...)</c>, as many in each process.</param>
    /// <returns><c>(exam of the whole batch, ...)</c>; the rows themselves where there is one process.</returns>
    public Tensor Gather(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (Processes is not { Size: > 1 } group)
        {
            return rows;
        }

        var parts = group.Gather(rows.detach().contiguous()).unbind(0);
        parts[group.Rank] = rows;
        return cat(parts, 0);
    }

    /// <summary>Keys of all processes of a data parallel step, in the order of <see cref="Gather(Tensor)"/>.</summary>
    public ReadOnlyMemory<long> GatherKeys(ReadOnlyMemory<long> keys) => Processes is not { Size: > 1 } group
        ? keys
        : group.Gather(tensor(keys.ToArray(), [keys.Length], device: group.Device)).flatten().cpu().data<long>().ToArray();

    /// <summary>
    /// The mean over what is known in the whole batch, when a process knows its part only: missing labels fall unevenly on the parts of a batch, and the
    /// mean of the parts' means is not the mean.
    /// </summary>
    /// <param name="sum">The sum over this process's part, a scalar with gradients.</param>
    /// <param name="count">How many values it adds up.</param>
    /// <returns>The mean where there is one process; else what gives the mean when it is averaged over the processes.</returns>
    public Tensor Mean(Tensor sum, Tensor count)
    {
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(count);
        if (Processes is not { Size: > 1 } group)
        {
            return sum / count.clamp_min(1);
        }

        var total = count.detach().to(ScalarType.Float64).clone();
        group.Sum(total).Wait();
        return sum * (group.Size / Math.Max(1, total.item<double>()));
    }
}
