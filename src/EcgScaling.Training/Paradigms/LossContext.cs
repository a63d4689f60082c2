namespace EcgScaling.Training.Paradigms;

/// <summary>Where a loss is computed: in training or in an evaluation, and from which streams it may draw.</summary>
/// <param name="Seed">The training or the evaluation seed.</param>
/// <param name="Step">Steps done before; 0 in an evaluation.</param>
/// <param name="TotalSteps">Steps planned.</param>
/// <param name="Training">Whether a step is made with the loss.</param>
public readonly record struct LossContext(ulong Seed, long Step, long TotalSteps, bool Training)
{
    /// <summary>
    /// Random numbers for one exam. In training they depend on (seed, purpose, step, exam), in an evaluation on (seed, purpose, exam) alone:
    /// every evaluation of every model meets the same masks and views.
    /// </summary>
    /// <param name="purpose">What they are for, for example <c>"mask"</c>.</param>
    /// <param name="exam">The exam's place in the data set.</param>
    public RandomStream Stream(string purpose, int exam) =>
        Training ? new RandomStream(Seed, "training/" + purpose, Step, exam) : new RandomStream(Seed, "evaluation/" + purpose, exam);
}
