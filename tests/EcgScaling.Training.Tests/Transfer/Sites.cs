using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>Small generated sites and encoders.</summary>
internal static class Sites
{
    public static EcgSpec Input { get; } = new() { Leads = LeadSet.Eight, Rate = new SampleRate(50), Samples = 256, Preprocessing = "resample(50)|leads(8)|crop(256)" };

    public static ResNet1dConfig Small { get; } = new() { Input = Input, StemWidth = 6, StageWidths = [8, 12], StageStrides = [4, 4], StageBlocks = [1, 1], KernelSize = 9 };

    public static SyntheticEcgSource Of(SyntheticSite site, int count, ulong seed = 1000) =>
        new(new SyntheticOptions { Site = site, Count = count, Seed = seed, Rate = new SampleRate(100), Samples = 600 });

    public static PretrainedEncoder Random(ulong seed = 1) => PretrainedEncoder.Random(Small, seed);

    public static TransferTask Task(params string[] labels) => TransferTasks.Named("synthetic-b") with { Labels = [.. labels.Length > 0 ? labels : ["SB", "ST", "AF", "LVH"]], MinimumPositives = 3 };

    public static TransferOptions Options { get; } = new() { Metrics = new() { Draws = 50 } };
}
