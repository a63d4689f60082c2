using EcgScaling.Data.Loading;

namespace EcgScaling.Data.Splitting;

/// <summary>
/// Data subsets for the D axis of a scaling study: of two sizes, the smaller subset is inside the larger. Patients are taken whole, in an order
/// that depends only on the seed and their ids; only the last one taken may be cut to meet the size exactly.
/// </summary>
public sealed class NestedSubset
{
    private readonly int[] _ordered;

    private NestedSubset(int[] ordered) => _ordered = ordered;

    /// <summary>The number of exams there are.</summary>
    public int Count => _ordered.Length;

    /// <summary>Orders some exams of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="exams">The exams to draw from, usually the training side of a split.</param>
    /// <param name="seed">The seed of the order.</param>
    public static NestedSubset Of(IEcgDataset dataset, IReadOnlyList<int> exams, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Of(exams, dataset.PatientKey, seed);
    }

    /// <summary>Orders exams by their patients' keys.</summary>
    public static NestedSubset Of(IReadOnlyList<int> exams, Func<int, long> patientKey, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(exams);
        ArgumentNullException.ThrowIfNull(patientKey);
        var order = new (double Place, long Key, int Exam)[exams.Count];
        for (var place = 0; place < order.Length; place++)
        {
            var key = patientKey(exams[place]);
            order[place] = (PatientOrder.PlaceOf(seed, "subset", key), key, exams[place]);
        }

        Array.Sort(order);
        return new NestedSubset([.. order.Select(item => item.Exam)]);
    }

    /// <summary>The first exams of the order, as places in the data set, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer exams than asked for.</exception>
    public IReadOnlyList<int> Take(int exams)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exams);
        if (exams > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(exams), exams, $"Only {Count} exams can be taken; lower the data sizes or load more data.");
        }

        var taken = _ordered[..exams];
        Array.Sort(taken);
        return taken;
    }
}
