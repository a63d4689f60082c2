using EcgScaling.Study.Results;

namespace EcgScaling.Study.Tests.Answering;

/// <summary>Results of a study whose laws are known: what an answer should be can then be said beforehand.</summary>
internal sealed class SimulatedTruth
{
    private static readonly string[] s_families = ["resnet1d", "ecgtransformer"];
    private static readonly string[] s_arms = ["supervised", "masked"];

    /// <summary>A group's own held-out loss.</summary>
    public required Func<string, string, double, double, double> AtHome { get; init; }

    /// <summary>A group's probe loss on the labels of another hospital, seen or unseen; NaN where it is not measured.</summary>
    public Func<string, string, LabelKnowledge, double, double, double> Elsewhere { get; init; } = (_, _, _, _, _) => double.NaN;

    public long[] Sizes { get; init; } = [5_000, 12_500, 31_500, 79_000, 200_000, 500_000];

    public long[] Data { get; init; } = [500, 1000, 2000, 4000];

    /// <summary>The standard deviation of the logarithm of a loss.</summary>
    public double Noise { get; init; } = 0.01;

    /// <summary>E + A N^-alpha + B D^-beta.</summary>
    public static double Law(double n, double d, double e, double a, double alpha, double b, double beta) => e + (a * Math.Pow(n, -alpha)) + (b * Math.Pow(d, -beta));

    /// <summary>One study of this truth.</summary>
    /// <param name="draw">Which; decides the noise.</param>
    public StudyResults Draw(int draw)
    {
        var random = new RandomStream(7, "simulated truth", draw);
        double Noisy(double loss) => loss * Math.Exp(Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return new StudyResults
        {
            Plan = ScalingStudy.Create("simulated").Models(models => models.ResNet1D(5_000)).Paradigms(paradigms => paradigms.Masked()).Resolve(Sample.Catalog()),
            Unfinished = [],
            Trials =
            [
                .. from arm in s_arms
                   from family in s_families
                   from n in Sizes
                   from d in Data
                   select Sample.Result($"{family}-{arm}-{n}-{d}", 1) with
                   {
                       Family = family, Arm = arm, Paradigm = arm, Parameters = n, Records = d, Flops = 6.0 * n * d,
                       Evaluations =
                       [
                           new Evaluation { Set = "held-out", Unit = arm == "masked" ? "mean squared error" : "nats per label", Records = 1000, Loss = Noisy(AtHome(family, arm, n, d)) },
                           .. new[] { LabelKnowledge.Seen, LabelKnowledge.Unseen }.Where(knowledge => !double.IsNaN(Elsewhere(family, arm, knowledge, n, d))).Select(knowledge => new Evaluation
                           {
                               Set = "site-b", Knowledge = knowledge, OutOfDistribution = true, Probe = true, Labels = 6, Unit = "nats per label", Records = 1000, Loss = Noisy(Elsewhere(family, arm, knowledge, n, d)),
                           }),
                       ],
                   },
            ],
        };
    }
}
