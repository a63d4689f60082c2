namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>
/// Folds by patient in which each label is as frequent as in all: iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011), patients instead of records.
/// </summary>
internal static class StratifiedFolds
{
    /// <summary>The fold of each exam.</summary>
    /// <param name="patients">Each exam's patient.</param>
    /// <param name="labels">Each exam's labels; 1 is present.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="seed">Decides ties and the order of patients.</param>
    public static int[] Of(IReadOnlyList<long> patients, IReadOnlyList<float[]> labels, int folds, ulong seed)
    {
        var groups = Enumerable.Range(0, patients.Count).GroupBy(exam => patients[exam]).Select(group => group.ToArray()).ToArray();
        var columns = labels.Count == 0 ? 0 : labels[0].Length;
        var order = new RandomPermutation(Math.Max(1, groups.Length), seed, "transfer/folds");
        var shuffled = Enumerable.Range(0, groups.Length).Select(place => groups[(int)order[place]]).ToArray();
        var positives = shuffled.Select(group => Enumerable.Range(0, columns).Select(label => group.Count(exam => labels[exam][label] == 1)).ToArray()).ToArray();
        var wantedExams = Enumerable.Repeat((double)patients.Count / folds, folds).ToArray();
        var wanted = Enumerable.Range(0, columns).Select(label => Enumerable.Repeat(positives.Sum(counts => counts[label]) / (double)folds, folds).ToArray()).ToArray();
        var foldOf = new int[patients.Count];
        var open = Enumerable.Range(0, shuffled.Length).ToHashSet();
        while (open.Count > 0)
        {
            // The rarest label still to be dealt goes first: later its patients would no longer fit.
            var rarest = Enumerable.Range(0, columns).Select(label => (Label: label, Left: open.Sum(group => positives[group][label]))).Where(item => item.Left > 0).OrderBy(item => item.Left).FirstOrDefault((-1, 0)).Item1;
            // Patients with many exams go before those with few, which then even out what the former left.
            foreach (var group in open.Where(group => rarest < 0 || positives[group][rarest] > 0).OrderByDescending(group => rarest < 0 ? 0 : positives[group][rarest]).ThenBy(group => group).ToArray())
            {
                var fold = Enumerable.Range(0, folds)
                    .OrderByDescending(candidate => rarest < 0 ? 0 : Math.Round(wanted[rarest][candidate], 9))
                    .ThenByDescending(candidate => Math.Round(wantedExams[candidate], 9)).ThenBy(candidate => candidate).First();
                foreach (var exam in shuffled[group])
                {
                    foldOf[exam] = fold;
                }

                wantedExams[fold] -= shuffled[group].Length;
                for (var label = 0; label < columns; label++)
                {
                    wanted[label][fold] -= positives[group][label];
                }

                open.Remove(group);
            }
        }

        return foldOf;
    }
}
