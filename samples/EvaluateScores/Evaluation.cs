using EcgScaling.Training.Evaluation.Calibration;
using EcgScaling.Training.Evaluation.Challenge;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Samples.EvaluateScores;

/// <summary>Reads, measures, and prints.</summary>
internal static class Evaluation
{
    public static int Run(EvaluateRequest request)
    {
        try
        {
            var options = Options(request);
            var predictions = ScoreFiles.Read(request.Scores, request.Gold, request.Labels, request.Logits, request.Patients);
            var (decided, thresholds) = Decisions(request, predictions);
            var report = MetricReport.Of(predictions, ReferenceEquals(decided, predictions) ? thresholds : null, options);
            var decisions = ReferenceEquals(decided, predictions) ? report : MetricReport.Of(decided, thresholds, options);
            var comparison = request.Compare is null ? null : Compare(request, predictions, options);
            var challenge = request.Challenge ? ChallengeScore.Of(decided, thresholds, options) : null;
            if (request.Svg is { } file)
            {
                File.WriteAllText(file, ReliabilityCurve.ToFigure([ReliabilityCurve.Pooled(predictions, 10)], $"Reliability of {Path.GetFileName(request.Scores)}").ToSvg());
            }

            Output.Print(new Findings(report, decisions, comparison, challenge), request.Json);
            return 0;
        }
        catch (SpecException error)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 2;
        }
        catch (Exception error) when (error is EcgScalingException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return 1;
        }
    }

    /// <summary>Made-up scores of two labels.</summary>
    public static int Smoke(bool json)
    {
        var (stream, logits, targets) = (new RandomStream(1, "smoke"), new float[400], new float[400]);
        for (var i = 0; i < logits.Length; i++)
        {
            targets[i] = stream.NextBoolean(0.2) ? 1 : 0;
            logits[i] = (float)stream.NextGaussian((3 * targets[i]) - 2, 1);
        }

        var predictions = LabelPredictions.FromLogits(["AF", "RBBB"], logits, targets, [.. Enumerable.Range(0, 200).Select(row => (long)row)]);
        var report = MetricReport.Of(predictions, DecisionThresholds.Half(predictions.Labels), new MetricOptions { Draws = 200 });
        Output.Print(new Findings(report, report, null, null), json);
        return 0;
    }

    private static MetricOptions Options(EvaluateRequest request) => new()
    {
        Draws = request.Draws,
        Seed = request.Seed,
        Level = request.Level,
        Interval = request.Interval switch
        {
            "percentile" => IntervalKind.Percentile,
            "bca" => IntervalKind.BiasCorrected,
            _ => throw new SpecException("--interval", [$"'{request.Interval}' is not known; allowed: percentile, bca."]),
        },
    };

    /// <summary>What F1 and the other metrics of decisions rest on: decisions, thresholds, thresholds chosen on validation records, or one half.</summary>
    private static (LabelPredictions Predictions, DecisionThresholds Thresholds) Decisions(EvaluateRequest request, LabelPredictions predictions)
    {
        if (new[] { request.Decisions, request.Thresholds, request.ValidationScores }.Count(given => given is not null) > 1)
        {
            throw new SpecException("options", ["--decisions, --thresholds and --validation-scores exclude one another; give one."]);
        }

        if (request.Decisions is { } file)
        {
            var decided = ScoreFiles.Read(file, request.Gold, predictions.Labels, logits: false, request.Patients);
            return (decided, DecisionThresholds.Given(decided.Labels, [.. decided.Labels.Select(_ => 0.5)], $"decisions of {Path.GetFileName(file)}"));
        }

        if (request.Thresholds is { } text)
        {
            return (predictions, ScoreFiles.Thresholds(text, predictions.Labels));
        }

        if (request.ValidationScores is { } validation)
        {
            var gold = request.ValidationGold ?? throw new SpecException("--validation-gold", ["--validation-scores needs the truth of its records; add --validation-gold FILE."]);
            return (predictions, DecisionThresholds.ChooseOn(ScoreFiles.Read(validation, gold, predictions.Labels, request.Logits, request.ValidationPatients)));
        }

        Console.Error.WriteLine("F1 is measured at thresholds of one half; give --decisions, --thresholds, or --validation-scores for others.");
        return (predictions, DecisionThresholds.Half(predictions.Labels));
    }

    private static MetricComparison Compare(EvaluateRequest request, LabelPredictions predictions, MetricOptions options)
    {
        var other = ScoreFiles.Read(request.Compare!, request.Gold, predictions.Labels, request.Logits, request.Patients);
        return MetricComparison.Of(predictions, other, options: options);
    }
}
