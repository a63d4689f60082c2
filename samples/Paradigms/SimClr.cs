using EcgScaling.Training;
using EcgScaling.Training.Contrastive;

namespace EcgScaling.Samples.Paradigms;

/// <summary>Two random views of a tracing find each other among those of all other patients.</summary>
internal static class SimClr
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new ContrastiveConfig { Pairing = Pairing.Views, Temperature = 0.1 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 600);
    }
}
