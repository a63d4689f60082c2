using System.Numerics.Tensors;
using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>Training exams as directions in the space of standardised features, and votes among the nearest of them.</summary>
internal sealed class NearestNeighbours
{
    private readonly FeatureTable _training;
    private readonly double _temperature;
    private readonly double[] _means;
    private readonly double[] _factors;
    private readonly float[] _directions;
    private readonly double[] _prevalences;

    public NearestNeighbours(FeatureTable training, double temperature)
    {
        (_training, _temperature) = (training, temperature);
        (_means, _factors) = (new double[training.FeatureSize], new double[training.FeatureSize]);
        for (var i = 0; i < training.Values.Length; i++)
        {
            _means[i % _means.Length] += training.Values[i] / (double)training.Records;
        }

        for (var i = 0; i < training.Values.Length; i++)
        {
            _factors[i % _means.Length] += Math.Pow(training.Values[i] - _means[i % _means.Length], 2) / training.Records;
        }

        _factors = [.. _factors.Select(variance => variance > 1e-24 ? 1 / Math.Sqrt(variance) : 0)];
        _directions = Directions(training);
        _prevalences = ValidationLoss.Prevalences(training.Targets, training.Labels.Count);
    }

    public int Records => _training.Records;

    /// <summary>The nearest training exams of each record, nearest first; ties in the order of the training exams.</summary>
    public (int[] Places, float[] Similarities)[] Search(FeatureTable table, int most, CancellationToken cancellation)
    {
        var (width, known) = (table.FeatureSize, Records);
        var queries = Directions(table);
        var found = new (int[] Places, float[] Similarities)[table.Records];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellation }, record =>
        {
            var query = queries.AsSpan(record * width, width);
            var (similarities, places) = (new float[known], new int[known]);
            for (var place = 0; place < known; place++)
            {
                similarities[place] = TensorPrimitives.Dot<float>(query, _directions.AsSpan(place * width, width));
                places[place] = place;
            }

            Array.Sort(places, (a, b) => similarities[a] != similarities[b] ? similarities[b].CompareTo(similarities[a]) : a.CompareTo(b));
            found[record] = (places[..most], [.. places[..most].Select(place => similarities[place])]);
        });
        return found;
    }

    /// <summary>Logits <c>(record, label)</c>, flattened, of the votes of so many neighbours.</summary>
    public float[] Vote((int[] Places, float[] Similarities)[] found, int count)
    {
        var labels = _training.Labels.Count;
        var logits = new float[found.Length * labels];
        for (var record = 0; record < found.Length; record++)
        {
            var (places, similarities) = found[record];
            for (var label = 0; label < labels; label++)
            {
                // Weights relative to the nearest do not overflow; the prevalence is one neighbour as near as that.
                var (positive, total) = (_prevalences[label], 1.0);
                for (var rank = 0; rank < count; rank++)
                {
                    var target = _training.Targets[(places[rank] * labels) + label];
                    if (!float.IsNaN(target))
                    {
                        var weight = Math.Exp((similarities[rank] - similarities[0]) / _temperature);
                        positive += weight * target;
                        total += weight;
                    }
                }

                logits[(record * labels) + label] = (float)Logistic.Logit(positive / total);
            }
        }

        return logits;
    }

    private float[] Directions(FeatureTable table)
    {
        var width = _means.Length;
        var values = new float[table.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((table.Values[i] - _means[i % width]) * _factors[i % width]);
        }

        for (var record = 0; record < table.Records; record++)
        {
            var row = values.AsSpan(record * width, width);
            var norm = TensorPrimitives.Norm<float>(row);
            if (norm > 0)
            {
                TensorPrimitives.Divide(row, norm, row);
            }
        }

        return values;
    }
}
