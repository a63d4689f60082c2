using EcgScaling.Study;
using EcgScaling.Study.Planning;
using EcgScaling.Training;

namespace EcgScaling.Benchmarks.Studies;

/// <summary>A study of many trials: two families, two paradigms, ten sizes, five data sizes, as many seeds as it takes.</summary>
internal static class LargeStudy
{
    public static PlanOptions Options { get; } = new() { MemoryBytes = long.MaxValue };

    public static ScalingStudy Of(int trials) => ScalingStudy.Create("large")
        .Data(data => data.Declared("CODE", records: 2_322_513, patients: 1_676_384).HoldOut(test: 0.05, validation: 0.05).Fractions(0.01, 0.03, 0.1, 0.3, 1))
        .Models(models => models.ResNet1D(StudyPresets.LogSpaced(20_000, 20_000_000, 10)).Transformer(StudyPresets.LogSpaced(20_000, 20_000_000, 10)))
        .Paradigms(paradigms => paradigms.Supervised().Masked())
        .Seeds([.. Enumerable.Range(1, Math.Max(1, trials / 200)).Select(seed => (ulong)seed)])
        .Training(training => training with { Duration = Duration.Epochs(20), BatchSize = 256 });
}
