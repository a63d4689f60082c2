using EcgScaling.Training;
using EcgScaling.Training.JointEmbedding;

namespace EcgScaling.Samples.Paradigms;

/// <summary>From visible patches, predict what a slowly following encoder makes of hidden ones. A short run needs a target that follows faster.</summary>
internal static class Jepa
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new JepaConfig { MaskRatio = 0.5, BlockLength = 2, TargetDecayStart = 0.99, TargetDecayEnd = 0.999, PredictorWidth = 64, PredictorDepth = 1 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 1000);
    }
}
