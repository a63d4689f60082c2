namespace EcgScaling.Training.Transfer;

/// <summary>Draws few training exams of each class.</summary>
internal static class FewLabels
{
    /// <summary>The drawn exams, in the order of the exams.</summary>
    /// <param name="exams">The exams to draw from.</param>
    /// <param name="targets">Their labels, <c>(exam, label)</c>, flattened.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="perClass">So many with each label, and so many with none, as far as there are; one exam may serve several labels.</param>
    /// <param name="seed">Decides the draw; a larger number at the same seed only adds exams of each class.</param>
    public static IReadOnlyList<int> Draw(IReadOnlyList<int> exams, float[] targets, int labels, int perClass, ulong seed)
    {
        if (exams.Count == 0)
        {
            return exams;
        }

        var order = new RandomPermutation(exams.Count, seed, "transfer/few labels");
        var (taken, counts) = (new bool[exams.Count], new int[labels + 1]);
        for (var place = 0; place < exams.Count; place++)
        {
            var exam = (int)order[place];
            var own = Enumerable.Range(0, labels).Where(label => targets[(exam * labels) + label] == 1).DefaultIfEmpty(labels).ToArray();
            if (own.Any(label => counts[label] < perClass))
            {
                taken[exam] = true;
                foreach (var label in own)
                {
                    counts[label]++;
                }
            }
        }

        return [.. exams.Where((_, place) => taken[place])];
    }
}
