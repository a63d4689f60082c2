using EcgScaling.Study;
using EcgScaling.Study.Describing;
using EcgScaling.Training;

namespace EcgScaling.Samples;

/// <summary>The study that the quick start runs.</summary>
internal static class QuickStudy
{
    // What the largest data size of the synthetic study sees.
    private const long SamplesSeen = 16_000;

    /// <summary>The preset for a small machine, on synthetic records or on those of a folder.</summary>
    public static ScalingStudy Of(string? folder, ulong seed, bool smoke)
    {
        var study = (smoke ? StudyPresets.CpuSmoke : StudyPresets.CpuSmall).Seeds(seed);
        if (folder is null)
        {
            return study.Data(data => data.From((SyntheticSourceSpec)data.Spec.Source with { Seed = seed }));
        }

        // Real sets come in any size: the data axis is parts of what there is, and a small set is seen more often.
        study = study
            .Data(data => data.Folder(folder).Fractions(0.125, 0.25, 0.5, 1))
            .Paradigms(arms => arms.Replace("masked", arm => arm with { DataSizes = [DataSize.Fraction(0.25), DataSize.All] }));
        var records = study.Plan().Data.TrainingRecords;
        return smoke ? study : study.Training(training => training with { Duration = Duration.Epochs(Math.Clamp(SamplesSeen / records, 4, 40)) });
    }
}
