namespace EcgScaling.Training.Evaluation;

/// <summary>The area under the receiver operating characteristic: the probability that a positive scores above a negative, ties counting half.</summary>
public static class Auroc
{
    /// <summary>The area, or NaN where one of the classes is empty.</summary>
    /// <param name="scores">Any monotone score, for example logits.</param>
    /// <param name="targets">1 positive, 0 negative, NaN left out; soft targets count as positive from 0.5 on.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
    {
        var ranking = new Ranking(scores, targets);
        var weights = new int[scores.Length];
        Array.Fill(weights, 1);
        return ranking.Area(weights);
    }

    /// <summary>Records in the order of their scores, so that the area under resampling weights costs one pass.</summary>
    internal sealed class Ranking
    {
        private readonly int[] _order;
        private readonly bool[] _positive;
        private readonly bool[] _endsTie;

        public Ranking(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets)
        {
            if (scores.Length != targets.Length)
            {
                throw new ArgumentException($"There are {scores.Length} scores for {targets.Length} targets.", nameof(targets));
            }

            var known = new List<int>(scores.Length);
            for (var i = 0; i < targets.Length; i++)
            {
                if (!float.IsNaN(targets[i]))
                {
                    known.Add(i);
                }
            }

            _order = [.. known];
            var keys = new float[_order.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = scores[_order[i]];
            }

            Array.Sort(keys, _order);
            _positive = new bool[keys.Length];
            _endsTie = new bool[keys.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                _positive[i] = targets[_order[i]] >= 0.5f;
                _endsTie[i] = i + 1 == keys.Length || !keys[i].Equals(keys[i + 1]);
            }
        }

        /// <summary>The area when record i counts <c>weights[i]</c> times.</summary>
        public double Area(ReadOnlySpan<int> weights)
        {
            double negativesBelow = 0, positives = 0, wins = 0, tiedPositives = 0, tiedNegatives = 0;
            for (var i = 0; i < _order.Length; i++)
            {
                var weight = weights[_order[i]];
                if (_positive[i])
                {
                    tiedPositives += weight;
                }
                else
                {
                    tiedNegatives += weight;
                }

                if (_endsTie[i])
                {
                    wins += tiedPositives * (negativesBelow + (tiedNegatives / 2));
                    positives += tiedPositives;
                    negativesBelow += tiedNegatives;
                    (tiedPositives, tiedNegatives) = (0, 0);
                }
            }

            return wins / (positives * negativesBelow);
        }
    }
}
