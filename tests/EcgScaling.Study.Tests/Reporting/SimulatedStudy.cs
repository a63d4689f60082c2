using System.Collections.Immutable;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Tests.Reporting;

/// <summary>Results that follow known laws with a little noise: what a report of a real study looks like, without training anything.</summary>
internal static class SimulatedStudy
{
    private static readonly long[] s_sizes = [21_000, 58_000, 196_000, 612_000, 2_050_000];
    private static readonly long[] s_data = [2_000, 8_000, 32_000, 128_000];

    private static readonly (string Family, string Arm, string Unit, double E, double A, double Alpha, double B, double Beta)[] s_groups =
    [
        ("resnet1d", "supervised", "nats per label", 0.04, 1.6, 0.34, 2.4, 0.42),
        ("ecgtransformer", "supervised", "nats per label", 0.04, 2.1, 0.33, 2.9, 0.42),
        ("resnet1d", "masked", "mean squared error", 0.2, 6.0, 0.30, 9.0, 0.35),
        ("ecgtransformer", "masked", "mean squared error", 0.2, 7.5, 0.32, 8.0, 0.36),
    ];

    public static StudyResults Results(int seeds = 2) => new()
    {
        Plan = ScalingStudy.Create("simulated-study")
            .Data(data => data.Synthetic(exams: 2000).Preprocess("resample(100)|leads(8)|crop(256)").Sizes(100, 200))
            .Models(models => models.ResNet1D(5_000, 20_000).Transformer(5_000, 20_000))
            .Paradigms(paradigms => paradigms.Supervised().Masked())
            .Resolve(Sample.Catalog()),
        Trials = [.. s_groups.SelectMany(group => s_sizes.SelectMany(n => s_data.SelectMany(d => Enumerable.Range(1, seeds).Select(seed => Trial(group, n, d, seed)))))],
        Unfinished = [],
    };

    public static ImmutableArray<string> Metrics(TrialResult trial) =>
    [
        .. Enumerable.Range(1, 20).Select(i => FormattableString.Invariant($"{{\"step\":{i * 10},\"records\":{i * trial.Records / 4},\"epoch\":{i / 4.0},\"loss\":{trial.Loss * (1 + 2.0 / i)}}}")),
        FormattableString.Invariant($"{{\"step\":200,\"records\":{trial.Records * 5},\"epoch\":5,\"heldOutLoss\":{trial.Loss}}}"),
        "{\"step\":210,\"rec",
    ];

    private static TrialResult Trial((string Family, string Arm, string Unit, double E, double A, double Alpha, double B, double Beta) group, long n, long d, int seed)
    {
        double wobble = 1 + 0.012 * Math.Sin(12.9898 * Math.Log(n) + 4.1414 * Math.Log(d) + 7.7 * seed) + (group.Family == "resnet1d" ? 0.002 : -0.002);
        double loss = (group.E + group.A * Math.Pow(n, -group.Alpha) + group.B * Math.Pow(d, -group.Beta)) * wobble;
        return new TrialResult
        {
            Key = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{group.Family} {group.Arm} {n} {d} {seed}"))),
            Family = group.Family,
            Paradigm = group.Arm,
            Arm = group.Arm,
            Parameters = group.Family == "resnet1d" ? n : n + n / 50,
            TrainedParameters = n + 600,
            Records = d,
            Patients = d,
            Seed = (ulong)seed,
            Steps = d * 5 / 32,
            SamplesSeen = d * 5,
            Flops = 6.0 * n * d * 5 * 64,
            TrainingLoss = loss * 0.97,
            Evaluations =
            [
                new Evaluation { Set = "held-out", Loss = loss, LossStandardError = loss * 0.01, Unit = group.Unit, Records = 16_000 },
                new Evaluation { Set = "site-b", OutOfDistribution = true, Loss = 0.03 + 1.3 * loss * wobble, LossStandardError = loss * 0.02, Unit = group.Unit, Records = 4_000 },
            ],
            Run = new TrialRun { Seconds = n * d / 1e8, Device = "cpu", Threads = 1, Machine = "node-1", Library = "0.1.0" },
        };
    }
}
