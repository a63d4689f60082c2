using EcgScaling.Data.Loading;

namespace EcgScaling.Data.Splitting;

/// <summary>
/// Training, validation and test exams, divided by patient: all exams of a patient are on one side. A patient's side depends only on the seed
/// and the patient's id, so adding or losing other data never moves a patient across.
/// </summary>
public sealed class PatientSplit
{
    private PatientSplit(int[] training, int[] validation, int[] test) => (Training, Validation, Test) = (training, validation, test);

    /// <summary>The exams to train on, as places in the data set, ascending.</summary>
    public IReadOnlyList<int> Training { get; }

    /// <summary>The exams that choose.</summary>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>The exams that are reported.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Divides a data set.</summary>
    /// <exception cref="SpecException">The fractions are out of range.</exception>
    public static PatientSplit Of(IEcgDataset dataset, SplitFractions fractions, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Of(dataset.Count, dataset.PatientKey, fractions, seed);
    }

    /// <summary>Divides a source.</summary>
    /// <exception cref="SpecException">The fractions are out of range.</exception>
    public static PatientSplit Of(IEcgSource source, SplitFractions fractions, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of(source.Count, index => Patients.KeyOf(source.ExamAt(index).PatientId), fractions, seed);
    }

    /// <summary>Divides a source as its publishers did, by <see cref="Exam.Fold"/>: for PTB-XL folds 1 to 8, 9 and 10, for EchoNext train, val and test.</summary>
    /// <param name="source">The source. Exams of folds that are on no side are left out.</param>
    /// <param name="training">The folds to train on.</param>
    /// <param name="validation">The folds that choose; may be empty.</param>
    /// <param name="test">The folds that are reported.</param>
    /// <exception cref="ArgumentException">A fold is on two sides, or no exam belongs to one that is named.</exception>
    /// <exception cref="InvalidOperationException">A patient is on two sides.</exception>
    public static PatientSplit OfFolds(IEcgSource source, IReadOnlyList<string> training, IReadOnlyList<string> validation, IReadOnlyList<string> test)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sides = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (fold, side) in training.Select(fold => (fold, 0)).Concat(validation.Select(fold => (fold, 1))).Concat(test.Select(fold => (fold, 2))))
        {
            if (!sides.TryAdd(fold, side))
            {
                throw new ArgumentException($"The fold '{fold}' is named twice; a fold is on one side.");
            }
        }

        var (members, met) = (new List<int>[] { [], [], [] }, new HashSet<string>(StringComparer.Ordinal));
        for (var index = 0; index < source.Count; index++)
        {
            var fold = source.ExamAt(index).Fold;
            met.Add(fold);
            if (sides.TryGetValue(fold, out var side))
            {
                members[side].Add(index);
            }
        }

        if (sides.Keys.FirstOrDefault(fold => !met.Contains(fold)) is { } absent)
        {
            throw new ArgumentException($"No exam of {source.Name} is in fold '{absent}'; there are {string.Join(", ", met.Where(fold => fold.Length > 0).Order(StringComparer.Ordinal))}.");
        }

        RequireDisjointPatients(index => Patients.KeyOf(source.ExamAt(index).PatientId), members[0], members[1], members[2]);
        return new PatientSplit([.. members[0]], [.. members[1]], [.. members[2]]);
    }

    /// <summary>Divides exams by their patients' keys.</summary>
    /// <param name="count">The number of exams.</param>
    /// <param name="patientKey">The key of an exam's patient.</param>
    /// <param name="fractions">The shares.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="SpecException">The fractions are out of range.</exception>
    public static PatientSplit Of(int count, Func<int, long> patientKey, SplitFractions fractions, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(patientKey);
        ArgumentNullException.ThrowIfNull(fractions);
        fractions.Validate();
        List<int> training = [], validation = [], test = [];
        for (var index = 0; index < count; index++)
        {
            var place = PatientOrder.PlaceOf(seed, "split", patientKey(index));
            (place < fractions.Test ? test : place < fractions.Test + fractions.Validation ? validation : training).Add(index);
        }

        return new PatientSplit([.. training], [.. validation], [.. test]);
    }

    /// <summary>Throws when a patient is on two sides.</summary>
    /// <exception cref="InvalidOperationException">A patient is on two sides; the message says which exams.</exception>
    public static void RequireDisjointPatients(Func<int, long> patientKey, params ReadOnlySpan<IReadOnlyList<int>> sides)
    {
        ArgumentNullException.ThrowIfNull(patientKey);
        var home = new Dictionary<long, (int Side, int Exam)>();
        for (var side = 0; side < sides.Length; side++)
        {
            foreach (var exam in sides[side])
            {
                var key = patientKey(exam);
                if (!home.TryAdd(key, (side, exam)) && home[key].Side != side)
                {
                    throw new InvalidOperationException(
                        $"Exams {home[key].Exam} and {exam} belong to one patient but are on sides {home[key].Side} and {side}; split by patient.");
                }
            }
        }
    }
}
