using EcgScaling.Training;
using EcgScaling.Training.Contrastive;

namespace EcgScaling.Samples.Paradigms;

/// <summary>Two exams of one patient find each other. Patients with one exam are left out.</summary>
internal static class SamePatient
{
    public static TrainingResult Run(Workbench bench)
    {
        using var data = bench.Open();
        var settings = new ContrastiveConfig { Pairing = Pairing.Patient, Temperature = 0.1 };
        using var paradigm = settings.Build(bench.Encoder(data.Spec), data.LabelNames, bench.Seed);
        return bench.Train(paradigm, data, steps: 600);
    }
}
