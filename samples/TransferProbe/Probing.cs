using System.Text.Json;
using EcgScaling.Data;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Confounds;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer;
using EcgScaling.Training.Transfer.Domain;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;
using TorchSharp;

namespace EcgScaling.Samples.TransferProbe;

/// <summary>Encoder, task, protocol: one result.</summary>
internal static class Probing
{
    private const int Done = 0;
    private const int BadInput = 2;
    private const int Interrupted = 85;
    private const long SmallTarget = 20_000;

    public static async Task<int> RunAsync(ProbeRequest request, CancellationToken cancellation)
    {
        try
        {
            if (request.Threads is { } threads)
            {
                torch.set_num_threads(threads);
            }

            using var encoder = EncoderOf(request);
            var task = TransferTasks.Named(request.Task);
            var options = new TransferOptions
            {
                CacheFolder = request.Cache,
                Seed = request.Seed,
                Metrics = new MetricOptions { Draws = request.Draws },
                Confounds = request.Confounds ? new ConfoundOptions() : null,
                SeenLabels = request.Seen.Length > 0 ? [.. request.Seen] : null,
            };
            var progress = request.Json ? null : new Progress<TransferProgress>(step => Console.Error.WriteLine($"{step.What} {step.Done}/{step.Total}"));
            using var source = task.Open(request.Data);
            var evaluation = new TransferEvaluation(options);
            var protocol = TransferProtocol.FromName(request.Protocol);
            var data = task.Prepare(source);
            var result = await evaluation.RunAsync(data, encoder, protocol, progress, cancellation).ConfigureAwait(false);
            var curve = request.LabelsPerClass.Length > 0
                ? await evaluation.CurveAsync(data, encoder, protocol, new LabelFractions { PerClass = [.. request.LabelsPerClass] }, progress, cancellation).ConfigureAwait(false)
                : null;
            var comparison = request.Compare is { } name
                ? await CompareAsync(name, request, evaluation, data, encoder, protocol, result, progress, cancellation).ConfigureAwait(false)
                : null;
            FeatureDrift? drift = null;
            if (request.Drift is { } reference)
            {
                using var other = EcgSources.Open(reference);
                drift = await evaluation.DriftAsync(other, source, encoder, progress: progress, cancellation: cancellation).ConfigureAwait(false);
            }

            Console.WriteLine(JsonSerializer.Serialize(ProbeSummary.Of(result, comparison, curve, drift), TrainingJson.Indented));
            return Done;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception error) when (error is EcgScalingException or ArgumentException or FormatException)
        {
            Console.Error.WriteLine(error.Message);
            return BadInput;
        }
    }

    private static async Task<ProbeComparison> CompareAsync(
        string name, ProbeRequest request, TransferEvaluation evaluation, TaskData data, PretrainedEncoder encoder, TransferProtocol protocol, TransferResult result,
        IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        using var other = name == "random" ? PretrainedEncoder.Random(encoder.Encoder.Config, request.Seed, encoder) : PretrainedEncoder.Open(name);
        var second = await evaluation.RunAsync(data, other, protocol, progress, cancellation).ConfigureAwait(false);
        var (difference, unseen) = (Difference(result.All.Labels), result.Unseen.Labels.Count > 0 ? Difference(result.Unseen.Labels) : null);
        return new ProbeComparison
        {
            With = name,
            OtherOodLoss = second.OodLoss,
            OtherAuroc = second.All.Auroc,
            LossDifference = difference[LabelMetric.CrossEntropy].Macro,
            AurocDifference = difference[LabelMetric.Auroc].Macro,
            UnseenLossDifference = unseen?[LabelMetric.CrossEntropy].Macro,
            UnseenAurocDifference = unseen?[LabelMetric.Auroc].Macro,
            Cka = await evaluation.SimilarityAsync(data.Source, encoder, other, progress: progress, cancellation: cancellation).ConfigureAwait(false),
        };

        MetricComparison Difference(IReadOnlyList<string> labels) =>
            MetricComparison.Of(result.Predictions!.Select(labels), second.Predictions!.Select(labels), options: new MetricOptions { Draws = request.Draws }, cancellation: cancellation);
    }

    private static PretrainedEncoder EncoderOf(ProbeRequest request)
    {
        if (request.Init is not (null or "random"))
        {
            throw new ArgumentException($"--init is '{request.Init}'; it is random, or left out for the checkpoint's own weights.");
        }

        if (request.Checkpoint is null)
        {
            return request.Init is null
                ? throw new ArgumentException("Say which encoder: --checkpoint DIR, or --init random for fresh weights.")
                : PretrainedEncoder.Random(Small(), request.Seed);
        }

        var trained = PretrainedEncoder.Open(request.Checkpoint);
        if (request.Init is null)
        {
            return trained;
        }

        using (trained)
        {
            // The same network and the same preparation, without the training.
            return PretrainedEncoder.Random(trained.Encoder.Config, request.Seed, trained);
        }
    }

    private static EncoderConfig Small()
    {
        var input = new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(100), Samples = 1000, Preprocessing = "resample(100)|leads(8)|crop(1000)" };
        return Sizing.Nearest(EncoderFamilies.ResNet1d, SmallTarget, basis: EncoderFamilies.ResNet1d.Basis(input)).Config;
    }
}
