using EcgScaling.Data.PtbXl;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.PtbXl;

public sealed class PtbXlStandardisedSourceTests
{
    [SharedDataFact("ptbxl")]
    public void AllRecordsAreStandardisedAndLabelled()
    {
        using var source = EcgSources.Open(SharedData.PathOf("ptbxl"));

        Assert.IsType<PtbXlStandardisedSource>(source);
        Assert.Equal(1442, source.Count);
        Assert.Empty(source.Quarantine.Exams);
        Assert.Equal(27, source.LabelNames.Count);
        // Positives counted from the table with Python's csv module.
        var prevalence = source.Prevalence();
        Assert.Equal(1244.0 / 1442, prevalence[source.LabelIndex("NSR")], 1e-12);
        Assert.Equal(98.0 / 1442, prevalence[source.LabelIndex("AF")], 1e-12);
        Assert.Contains(source.Warnings, warning => warning.Contains("1420 of 1442", StringComparison.Ordinal));
        Parallel.For(0, source.Count, index =>
        {
            var row = source.Load(index)[Lead.V3];
            var mean = 0.0;
            var squares = 0.0;
            foreach (var value in row)
            {
                mean += value / 5000;
                squares += value * value / 5000.0;
            }

            // Standardised values clipped to int16 and rounded to 1/200: some records hold spikes that were cut.
            Assert.InRange(mean, -0.1, 0.1);
            Assert.InRange(squares, 0.0, 1.1);
        });
    }

    [SharedDataFact("ptbxl")]
    public void ParallelReadsEqualSerialOnes()
    {
        using var source = PtbXlStandardisedSource.Open(SharedData.PathOf("ptbxl"));
        var serial = Enumerable.Range(0, 16).Select(index => source.Load(index).Millivolts).ToArray();

        Parallel.For(0, 64, turn => Assert.Equal(serial[turn % 16], source.Load(turn % 16).Millivolts));
    }
}
