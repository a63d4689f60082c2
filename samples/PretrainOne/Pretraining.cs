using System.Globalization;
using System.Text.Json;
using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Samples.PretrainOne;

/// <summary>Data, split, encoder, paradigm, trainer: one run.</summary>
internal static class Pretraining
{
    private const int Done = 0;
    private const int LostProcess = 1;
    private const int BadInput = 2;
    private const int Diverged = 42;
    private const int Interrupted = 85;

    public static int Run(PretrainRequest request, CancellationToken cancellation)
    {
        try
        {
            var result = Train(request, cancellation);
            return result.Outcome switch { TrainingOutcome.Cancelled => Interrupted, TrainingOutcome.Diverged => Diverged, _ => Done };
        }
        catch (Exception error) when (error is EcgScalingException or ArgumentException or FormatException)
        {
            Console.Error.WriteLine(error.Message);
            return error is ProcessGroupException ? LostProcess : BadInput;
        }
    }

    private static TrainingResult Train(PretrainRequest request, CancellationToken cancellation)
    {
        using var processes = ProcessGroups.Join(ProcessWorld.FromEnvironment(), request.Device);
        var source = Open(request);
        using var dataset = SourceDataset.Of(request.Paradigm == "regression" && !source.LabelNames.Contains("age") ? source.WithAge() : source, request.Preprocessing);
        var split = PatientSplit.Of(dataset, new SplitFractions { Validation = 0, Test = 0.2 }, seed: 0);
        var training = NestedSubset.Of(dataset, split.Training, seed: 0).Take(Math.Min(request.Records, split.Training.Count));

        var family = EncoderFamilies.Get(request.Family == "transformer" ? EncoderFamilies.Transformer.Name : request.Family);
        var encoder = Sizing.Nearest(family, request.Target, basis: family.Basis(dataset.Spec)).Config;
        using var paradigm = Settings(request).Build(encoder, dataset.LabelNames, request.Seed);

        var config = new TrainingConfig
        {
            Duration = Duration.Epochs(request.Epochs),
            BatchSize = request.BatchSize,
            LearningRate = request.LearningRate is { } rate ? new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = rate } : new LearningRateConfig(),
            Evaluation = new() { Points = new TrainingPoints { Evenly = 4 }, MaximumRecords = 512, MinimumPositives = 10 },
            Seed = request.Seed,
            Threads = request.Threads,
            Device = request.Device,
            Precision = request.Precision,
        };
        var data = new TrainingData { Dataset = dataset, Training = training, HeldOut = split.Test };
        TrainingResult result;
        using (var progress = request.Json || processes.Rank > 0 ? null : new ProgressBar())
        {
            result = new Trainer(config, processes: processes).Train(paradigm, data, request.Out.FullName, progress, cancellation: cancellation);
        }

        if (processes.Rank == 0)
        {
            Console.WriteLine(JsonSerializer.Serialize(Summary.Of(request, encoder, result), TrainingJson.Indented));
        }

        return result;
    }

    private static IEcgSource Open(PretrainRequest request)
    {
        const string synthetic = "synthetic:";
        return request.Data.StartsWith(synthetic, StringComparison.Ordinal)
            && int.TryParse(request.Data.AsSpan(synthetic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new SyntheticEcgSource(new SyntheticOptions { Count = count, Rate = new SampleRate(request.Rate), Samples = request.Samples })
            : EcgSources.Open(request.Data);
    }

    private static ParadigmConfig Settings(PretrainRequest request) => ParadigmConfig.FromName(request.Paradigm) switch
    {
        MaskedConfig masked => masked with { MaskRatio = request.MaskRatio },
        var other => other,
    };
}
