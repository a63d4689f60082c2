using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Domain;

public sealed class LinearCkaTests
{
    [Fact]
    public void Equals_numpy_from_gram_matrices()
    {
        var (first, second, records) = (TransferGolden.Singles("first"), TransferGolden.Singles("second"), TransferGolden.Json["records"]!.GetValue<int>());
        Assert.Equal(TransferGolden.Json["cka"]!.GetValue<double>(), LinearCka.Of(first, second, records), 12);
        Assert.Equal(TransferGolden.Json["self"]!.GetValue<double>(), LinearCka.Of(first, first, records), 12);
    }

    [Fact]
    public void Sizes_that_do_not_belong_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LinearCka.Of(new float[10], new float[9], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearCka.Of(new float[1], new float[1], 1));
        Assert.True(double.IsNaN(LinearCka.Of(new float[10], [1, 2, 3, 4, 5], 5)));
    }

    [Fact]
    public void Drift_equals_numpy()
    {
        var golden = TransferGolden.Json["drift"]!;
        var drift = FeatureDrift.Of(Table("here"), Table("there"));
        AssertClose(TransferGolden.Doubles(golden["meanShifts"]!), drift.MeanShifts);
        AssertClose(TransferGolden.Doubles(golden["logVarianceRatios"]!), drift.LogVarianceRatios);
        Assert.Equal(golden["alignment"]!.GetValue<double>(), drift.CovarianceAlignment, 9);
        Assert.Equal((6, 11, 0), (drift.ReferenceRecords, drift.OtherRecords, drift.ConstantFeatures));
    }

    [Fact]
    public void Without_drift_nothing_shifts()
    {
        var drift = FeatureDrift.Of(Table("here"), Table("here"));
        Assert.Equal((0, 0), (drift.MeanShift, drift.VarianceShift));
        Assert.Equal(1, drift.CovarianceAlignment, 12);
        Assert.Throws<ArgumentException>(() => FeatureDrift.Of(Table("here"), Table("there") with { FeatureSize = 11 }));
    }

    private static FeatureTable Table(string name)
    {
        var values = TransferGolden.Singles(name);
        return new FeatureTable { Values = values, Targets = [], Labels = [], PatientKeys = new long[values.Length / 5], FeatureSize = 5 };
    }

    // The values are read as single precision.
    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5));
    }
}
