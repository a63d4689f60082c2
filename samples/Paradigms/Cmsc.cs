using EcgScaling.Training;
using EcgScaling.Training.Contrastive;

namespace EcgScaling.Samples.Paradigms;

/// <summary>The two halves of a tracing in time find each other: what stays in time is the patient and the disease.</summary>
internal static class Cmsc
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new ContrastiveConfig { Pairing = Pairing.Segments, Temperature = 0.1 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 600);
    }
}
