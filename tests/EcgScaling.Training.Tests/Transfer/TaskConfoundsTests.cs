using System.Text.Json;
using EcgScaling.Training.Confounds;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

public sealed class TaskConfoundsTests
{
    private static readonly TransferTask Task = new() { Name = "lengths", Description = "a label that lengths give away", Labels = ["chagas"], Split = TaskSplit.HoldOut(0.2, 0.3) };

    private static readonly TransferOptions Options = new() { Metrics = new() { Draws = 50 }, Confounds = new() { Draws = 100 } };

    [Fact]
    public async Task A_result_warns_of_labels_that_recordings_give_away_and_looks_once_for_all_encoders()
    {
        using var source = new LengthSource(leaks: true);
        var data = Task.Prepare(source);
        var evaluation = new TransferEvaluation(Options);
        var result = await Run(evaluation, data, seed: 1);

        Assert.True(Assert.Single(result.Confounds!.Findings).Warns);
        Assert.StartsWith("chagas: trivial features alone reach AUROC 0.", result.Warnings[0], StringComparison.Ordinal);
        var json = JsonSerializer.SerializeToNode(result, TrainingJson.Line)!;
        Assert.Equal("chagas", (string?)json["confounds"]!["findings"]![0]!["label"]);
        Assert.Equal(result.Confounds.Findings[0], JsonSerializer.Deserialize<TransferResult>(json, TrainingJson.Line)!.Confounds!.Findings[0]);

        var other = await Run(evaluation, data, seed: 2);
        Assert.Same(result.Confounds, other.Confounds);
    }

    [Fact]
    public async Task Nothing_warns_where_lengths_tell_nothing_or_nobody_asked()
    {
        using var fair = new LengthSource(leaks: false);
        var result = await Run(new TransferEvaluation(Options), Task.Prepare(fair), seed: 1);
        Assert.False(Assert.Single(result.Confounds!.Findings).Warns);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("trivial", StringComparison.Ordinal));

        using var leaking = new LengthSource(leaks: true);
        var unasked = await Run(new TransferEvaluation(Options with { Confounds = null }), Task.Prepare(leaking), seed: 1);
        Assert.Null(unasked.Confounds);
        Assert.DoesNotContain(unasked.Warnings, warning => warning.Contains("trivial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_few_patients_are_said_instead()
    {
        using var source = new LengthSource(leaks: true);
        var options = Options with { Confounds = new() { Folds = 200 } };
        var result = await Run(new TransferEvaluation(options), Task.Prepare(source), seed: 1);
        Assert.Null(result.Confounds);
        Assert.Contains("150 patients for 200 folds", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("Folds", Assert.Throws<SpecException>(() => new TransferEvaluation(Options with { Confounds = new() { Folds = 0 } })).Message, StringComparison.Ordinal);
    }

    private static async Task<TransferResult> Run(TransferEvaluation evaluation, TaskData data, ulong seed)
    {
        var input = new EcgSpec { Leads = LeadSet.Parse("I,II"), Rate = new SampleRate(50), Samples = 256, Preprocessing = "crop(256)" };
        using var encoder = PretrainedEncoder.Random(Sites.Small with { Input = input }, seed);
        return await evaluation.RunAsync(data, encoder, new NearestNeighbourProtocol());
    }
}
