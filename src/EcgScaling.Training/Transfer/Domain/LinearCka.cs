namespace EcgScaling.Training.Transfer.Domain;

/// <summary>
/// Linear centred kernel alignment (Kornblith et al., ICML 2019): how alike two sets of features of the same records are, from 0 to 1, whatever their rotation and
/// overall scale.
/// </summary>
public static class LinearCka
{
    /// <summary>The similarity; NaN where one set does not vary.</summary>
    /// <param name="first">Shape <c>(record, feature)</c>, flattened.</param>
    /// <param name="second">The same records' features under another encoder, or of records matched to the first; another number of features is fine.</param>
    /// <param name="records">The number of records.</param>
    /// <exception cref="ArgumentException">The sizes do not belong together.</exception>
    public static double Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int records)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 2);
        if (first.Length % records != 0 || second.Length % records != 0 || first.Length == 0 || second.Length == 0)
        {
            throw new ArgumentException($"{records} records do not divide {first.Length} and {second.Length} values.", nameof(records));
        }

        var (x, y) = (Centred(first, records), Centred(second, records));
        var cross = SquaredNormOfProduct(x, y, records);
        return cross / Math.Sqrt(SquaredNormOfProduct(x, x, records) * SquaredNormOfProduct(y, y, records));
    }

    private static double[] Centred(ReadOnlySpan<float> values, int records)
    {
        var width = values.Length / records;
        var centred = new double[values.Length];
        for (var feature = 0; feature < width; feature++)
        {
            var mean = 0.0;
            for (var record = 0; record < records; record++)
            {
                mean += values[(record * width) + feature];
            }

            mean /= records;
            for (var record = 0; record < records; record++)
            {
                centred[(record * width) + feature] = values[(record * width) + feature] - mean;
            }
        }

        return centred;
    }

    // The squared Frobenius norm of the cross-products of features.
    private static double SquaredNormOfProduct(double[] x, double[] y, int records)
    {
        var (columns, others) = (x.Length / records, y.Length / records);
        var sum = 0.0;
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < others; j++)
            {
                var product = 0.0;
                for (var record = 0; record < records; record++)
                {
                    product += x[(record * columns) + i] * y[(record * others) + j];
                }

                sum += product * product;
            }
        }

        return sum;
    }
}
