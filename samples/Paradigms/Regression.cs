using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Samples.Paradigms;

/// <summary>The age in years from the tracing. Exams whose age is not known are left out of the loss.</summary>
internal static class Regression
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new RegressionConfig { Label = "age", Mean = 54, Deviation = 18 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 600);
    }
}
