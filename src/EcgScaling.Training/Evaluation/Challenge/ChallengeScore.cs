using System.Numerics;
using EcgScaling.Data.Cinc;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Challenge;

/// <summary>
/// The score of the PhysioNet/CinC challenge 2021 as its official evaluation computes it: a record with true classes L and decided classes O adds
/// 1 / |L or O| times the reward of each pair of a true and a decided class; the sum is put between always deciding sinus rhythm (0) and the truth (1).
/// </summary>
/// <remarks>
/// Labels are named by class (<see cref="CincClasses.Names"/>), by the other name of a merged pair (CLBBB, CRBBB, SVPB, VPB), or by SNOMED CT code. Labels of
/// one class are merged: present where one is, decided where one is. A class that is not known for a record is not scored there, which the official evaluation,
/// having no unknown labels, leaves open. A label whose threshold is NaN is never decided.
/// </remarks>
public static class ChallengeScore
{
    private const string Normal = "NSR";

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["CLBBB"] = "LBBB",
        ["CRBBB"] = "RBBB",
        ["SVPB"] = "PAC",
        ["VPB"] = "PVC",
    };

    /// <summary>Scores decisions.</summary>
    /// <param name="predictions">What the model predicts, with the truth.</param>
    /// <param name="thresholds">What makes decisions of the probabilities.</param>
    /// <param name="options">Draws, seed and interval; null for the defaults.</param>
    /// <param name="cancellation">Ends it between two blocks of draws.</param>
    /// <exception cref="ArgumentException">No label is sinus rhythm (NSR, 426783006), or a label has no threshold.</exception>
    /// <exception cref="SpecException">The options are out of range, or the thresholds were chosen on some of these patients.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ChallengeResult Of(LabelPredictions predictions, DecisionThresholds thresholds, MetricOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(thresholds);
        options ??= new MetricOptions();
        options.Validate();
        thresholds.RefuseLeak(predictions);
        var classes = predictions.Labels.Select(ClassOf).ToArray();
        if (!classes.Contains(ChallengeWeights.PlaceOf(Normal)))
        {
            throw new ArgumentException($"The challenge score compares with always deciding sinus rhythm, and no label is {Normal} (426783006) among {string.Join(", ", predictions.Labels)}.", nameof(predictions));
        }

        var rewards = new Rewards[predictions.Records];
        var cutoffs = predictions.Labels.Select((name, label) => classes[label] < 0 ? double.NaN : thresholds.Of(name)).ToArray();
        for (var record = 0; record < rewards.Length; record++)
        {
            rewards[record] = RewardsOf(predictions, record, classes, cutoffs);
        }

        var total = rewards.Aggregate(default(Rewards), (sum, item) => new Rewards(sum.Observed + item.Observed, sum.Correct + item.Correct, sum.Inactive + item.Inactive));
        return new ChallengeResult
        {
            Score = Estimate(rewards, total, new PatientBootstrap(predictions.PatientKeys, options.Draws, options.Seed), options, cancellation),
            Observed = total.Observed,
            Correct = total.Correct,
            Inactive = total.Inactive,
            Records = predictions.Records,
            Classes = [.. CincClasses.Names.Where((_, place) => classes.Contains(place))],
            MissingClasses = [.. CincClasses.Names.Where((_, place) => !classes.Contains(place))],
            UnscoredLabels = [.. predictions.Labels.Where((_, label) => classes[label] < 0)],
        };
    }

    private static int ClassOf(string label) => CincClasses.PlaceOf(label) is var place and >= 0 ? place : ChallengeWeights.PlaceOf(OtherNames.GetValueOrDefault(label, label));

    private static Rewards RewardsOf(LabelPredictions predictions, int record, int[] classes, double[] cutoffs)
    {
        uint present = 0, decided = 0, known = 0, unknown = 0;
        for (var label = 0; label < classes.Length; label++)
        {
            if (classes[label] < 0)
            {
                continue;
            }

            var bit = 1u << classes[label];
            decided |= predictions.Probability(record, label) >= cutoffs[label] ? bit : 0;
            if (float.IsNaN(predictions.Target(record, label)))
            {
                unknown |= bit;
                continue;
            }

            known |= bit;
            present |= predictions.Target(record, label) >= 0.5f ? bit : 0;
        }

        // One known label of a merged pair settles the class where it is present; an absent one does not settle the other.
        var scored = known & ~(unknown & ~present);
        var normal = 1u << ChallengeWeights.PlaceOf(Normal);
        return new Rewards(Reward(present & scored, decided & scored), Reward(present & scored, present & scored), Reward(present & scored, normal & scored));
    }

    private static double Reward(uint present, uint decided)
    {
        var sum = 0.0;
        for (var rest = present; rest != 0; rest &= rest - 1)
        {
            for (var other = decided; other != 0; other &= other - 1)
            {
                sum += ChallengeWeights.All[BitOperations.TrailingZeroCount(rest), BitOperations.TrailingZeroCount(other)];
            }
        }

        return sum / Math.Max(1, BitOperations.PopCount(present | decided));
    }

    private static MetricEstimate Estimate(Rewards[] rewards, Rewards total, PatientBootstrap bootstrap, MetricOptions options, CancellationToken cancellation)
    {
        var groups = options is { Interval: IntervalKind.BiasCorrected, Draws: > 0 } ? Math.Min(MetricDraws.MostGroups, bootstrap.Patients) : 0;
        var (draws, leftOut) = (new double[options.Draws], new double[groups]);
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, draws.Length, parallel, () => new double[rewards.Length], (draw, _, weights) =>
        {
            bootstrap.Fill(draw, weights, 0, 1);
            draws[draw] = Weighted(weights);
            return weights;
        }, _ => { });
        Parallel.For(0, groups, parallel, () => new double[rewards.Length], (group, _, weights) =>
        {
            bootstrap.LeaveOut(group, groups, weights, 0, 1);
            leftOut[group] = Weighted(weights);
            return weights;
        }, _ => { });
        var score = total.Score;
        var (low, high) = BootstrapInterval.Of(score, draws, leftOut, options);
        return new MetricEstimate(score, low, high);

        double Weighted(double[] weights)
        {
            double observed = 0, correct = 0, inactive = 0;
            for (var record = 0; record < weights.Length; record++)
            {
                observed += weights[record] * rewards[record].Observed;
                correct += weights[record] * rewards[record].Correct;
                inactive += weights[record] * rewards[record].Inactive;
            }

            return new Rewards(observed, correct, inactive).Score;
        }
    }

    private readonly record struct Rewards(double Observed, double Correct, double Inactive)
    {
        // The official evaluation gives 0 where the truth earns no more than sinus rhythm.
        public double Score => Correct == Inactive ? 0 : (Observed - Inactive) / (Correct - Inactive);
    }
}
