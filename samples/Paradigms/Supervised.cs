using EcgScaling.Data.Synthetic;
using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Samples.Paradigms;

/// <summary>Diagnoses from labels. All labels but the age; name fewer to make their number an axis of a study.</summary>
internal static class Supervised
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new SupervisedConfig { Labels = [.. SyntheticLabels.All] };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 400);
    }
}
