using EcgScaling.Laws.Input;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Which rows belong together: rows of one run are one cluster, rows without a run stand alone. Rows without weight belong to none.</summary>
internal sealed class RowClusters
{
    private RowClusters(int[] of, int count) => (Of, Count) = (of, count);

    /// <summary>The cluster of each row; -1 for rows without weight.</summary>
    public int[] Of { get; }

    /// <summary>How many clusters there are.</summary>
    public int Count { get; }

    /// <summary>Whether some cluster has several rows.</summary>
    public bool AreShared => Count < Of.Count(cluster => cluster >= 0);

    public static RowClusters By(ScalingData data, bool runs)
    {
        var known = new Dictionary<string, int>();
        var of = new int[data.Count];
        var count = 0;
        for (var row = 0; row < of.Length; row++)
        {
            if (!(data.Weights[row] > 0))
            {
                of[row] = -1;
            }
            else if (runs && data.Runs?[row] is { } run)
            {
                of[row] = known.TryGetValue(run, out var cluster) ? cluster : known[run] = count++;
            }
            else
            {
                of[row] = count++;
            }
        }

        return new RowClusters(of, count);
    }
}
