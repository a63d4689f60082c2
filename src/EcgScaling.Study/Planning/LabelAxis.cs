using System.Collections.Immutable;
using EcgScaling.Study.Describing;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Planning;

/// <summary>The labels axis: arms with label counts become one arm for each count.</summary>
internal static class LabelAxis
{
    /// <summary>Replaces arms that have label counts.</summary>
    /// <param name="arms">The arms as asked for.</param>
    /// <param name="labels">The labels of the data.</param>
    /// <param name="problems">Gets a line for each count that cannot be.</param>
    public static IEnumerable<ArmSpec> Expand(ImmutableArray<ArmSpec> arms, ImmutableArray<string> labels, List<string> problems)
    {
        foreach (var arm in arms)
        {
            if (arm is not { LabelCounts: { } counts, Paradigm: SupervisedConfig supervised })
            {
                yield return arm;
                continue;
            }

            var order = supervised.Labels.IsDefaultOrEmpty ? labels : supervised.Labels;
            foreach (var count in counts)
            {
                if (count < 1 || count > order.Length)
                {
                    problems.Add($"Arm '{arm.Title}': LabelCounts holds {count}; it is 1 to {order.Length}, the number of labels there are.");
                    continue;
                }

                yield return arm with
                {
                    Name = $"{arm.Title} {count} labels",
                    LabelCounts = null,
                    // All of them is the arm without an axis: the same trials, the same keys.
                    Paradigm = count == labels.Length && supervised.Labels.IsDefaultOrEmpty ? supervised : supervised with { Labels = [.. order.Take(count)], PositiveWeights = [.. supervised.PositiveWeights.Take(count)] },
                };
            }
        }
    }

    /// <summary>Every label that some supervised arm trains on.</summary>
    public static IReadOnlySet<string> Seen(StudySpec spec, ImmutableArray<string> labels) =>
        Expand(spec.Arms, labels, []).Select(arm => arm.Paradigm).OfType<SupervisedConfig>()
            .SelectMany(supervised => supervised.Labels.IsDefaultOrEmpty ? labels : supervised.Labels).ToHashSet(StringComparer.Ordinal);
}
