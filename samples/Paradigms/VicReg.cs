using EcgScaling.Training;
using EcgScaling.Training.Contrastive;

namespace EcgScaling.Samples.Paradigms;

/// <summary>Two views agree without any negatives: variance keeps the features apart, covariance keeps them different.</summary>
internal static class VicReg
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new VicRegConfig { ExpanderWidth = 256 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 600);
    }
}
