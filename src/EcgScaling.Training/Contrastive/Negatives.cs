using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

/// <summary>Who may be pushed apart: never two exams of one patient, never two copies of one tracing.</summary>
internal static class Negatives
{
    private const double Tolerance = 1e-5;

    /// <summary>Refuses exams among which there is no negative, or that list one exam twice.</summary>
    /// <exception cref="SpecException">There are fewer than two patients, or an exam occurs twice.</exception>
    public static void Require(IEcgDataset dataset, IReadOnlyList<int> exams, string paradigm)
    {
        var problems = new List<string>();
        var seen = new HashSet<int>();
        if (exams.FirstOrDefault(exam => !seen.Add(exam), -1) is >= 0 and var twice)
        {
            problems.Add($"exam {twice} of {dataset.Name} is listed twice; '{paradigm}' compares exams with one another, so list each once.");
        }

        if (exams.Count > 0 && exams.Select(dataset.PatientKey).Distinct().Take(2).Count() < 2)
        {
            problems.Add($"all {exams.Count} exams of {dataset.Name} belong to one patient; '{paradigm}' needs exams of at least two patients to tell apart.");
        }

        SpecException.ThrowIfAny("Training", problems);
    }

    /// <summary>
    /// The patients of a batch, where exams with equal tracings count as the same one: merged archives hold recordings twice under two names, and
    /// a loss that pushes a tracing away from itself teaches noise.
    /// </summary>
    public static long[] Keys(TensorBatch batch)
    {
        var keys = batch.PatientKeys.ToArray();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var flat = batch.Tracings.flatten(1);
        // One product per exam finds the few pairs worth comparing sample by sample.
        var weights = (arange(flat.shape[1], dtype: ScalarType.Float32, device: batch.Device) * 0.7f).sin();
        var marks = flat.mv(weights).cpu().data<float>().ToArray();
        for (var second = 1; second < keys.Length; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (keys[first] != keys[second] && Math.Abs(marks[first] - marks[second]) <= Tolerance * (1 + Math.Abs(marks[first]))
                    && flat[first].eq(flat[second]).all().item<bool>())
                {
                    var (kept, renamed) = (keys[first], keys[second]);
                    Array.ForEach([.. Enumerable.Range(0, keys.Length)], place => keys[place] = keys[place] == renamed ? kept : keys[place]);
                }
            }
        }

        return keys;
    }
}
