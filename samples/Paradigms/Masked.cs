using EcgScaling.Training;
using EcgScaling.Training.Masked;

namespace EcgScaling.Samples.Paradigms;

/// <summary>Half of the patches are hidden and reconstructed. The floor keeps noise on isoelectric stretches from counting as much as a beat.</summary>
internal static class Masked
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new MaskedConfig { MaskRatio = 0.5, PatchSamples = 16, VarianceFloor = 1e-2, DecoderWidth = 64, DecoderDepth = 1 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 1500);
    }
}
