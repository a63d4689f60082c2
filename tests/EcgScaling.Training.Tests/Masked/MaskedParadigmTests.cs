using EcgScaling.Data;
using EcgScaling.Models;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Masked;

public sealed class MaskedParadigmTests
{
    private static readonly LossContext Evaluation = new(0, 0, 0, Training: false);

    [Theory]
    [InlineData(0.75, 1, 12)]
    [InlineData(0.5, 4, 8)]
    [InlineData(0.01, 1, 1)]
    [InlineData(0.99, 3, 15)]
    public void Every_exam_hides_the_same_number_and_hidden_and_visible_make_the_whole(double ratio, int block, int hidden)
    {
        using var scope = NewDisposeScope();
        var mask = PatchMask.Draw(Batch(5, 128), Evaluation, [.. Enumerable.Range(0, 16)], 8, ratio, block).On(CPU);
        Assert.Equal(hidden, mask.Hidden.shape[1]);
        var all = cat([mask.Hidden, mask.Visible], 1).data<long>().ToArray();
        for (var exam = 0; exam < 5; exam++)
        {
            Assert.Equal(Enumerable.Range(0, 16).Select(patch => (long)patch), all[(exam * 16)..((exam + 1) * 16)].Order());
        }
    }

    [Fact]
    public void Blocks_are_runs_that_stay_in_their_lead()
    {
        using var scope = NewDisposeScope();
        int[] windows = [.. Enumerable.Range(0, 8), .. Enumerable.Range(0, 8)];
        for (var index = 0; index < 30; index++)
        {
            var hidden = PatchMask.Draw(Batch(1, 64, index), Evaluation, windows, 8, 0.25, 4).On(CPU).Hidden.data<long>().ToArray();
            Assert.Equal(4, hidden.Length);
            // A run of four, or two pieces where the first start lay at the end of its lead: never four single patches.
            Assert.InRange(hidden.Zip(hidden[1..], (a, b) => b - a).Count(step => step != 1), 0, 3);
        }
    }

    [Fact]
    public void Patches_outside_the_recording_do_not_count()
    {
        using var scope = NewDisposeScope();
        var batch = Batch(1, 128, valid: new ValidRange(20, 50));
        var mask = PatchMask.Draw(batch, Evaluation, [.. Enumerable.Range(0, 16)], 8, 0.99, 1).On(CPU);
        var hidden = mask.Hidden.data<long>().ToArray();
        var counted = mask.Counted.data<float>().ToArray();
        for (var i = 0; i < hidden.Length; i++)
        {
            Assert.Equal(hidden[i] * 8 >= 20 && (hidden[i] + 1) * 8 <= 70 ? 1 : 0, counted[i]);
        }
    }

    [Fact]
    public void Masks_change_with_the_step_in_training_and_never_in_evaluation()
    {
        using var scope = NewDisposeScope();
        long[] Hidden(LossContext context) => PatchMask.Draw(Batch(3, 128), context, [.. Enumerable.Range(0, 16)], 8, 0.5, 1).On(CPU).Hidden.data<long>().ToArray();
        Assert.NotEqual(Hidden(new LossContext(1, 4, 9, true)), Hidden(new LossContext(1, 5, 9, true)));
        Assert.Equal(Hidden(new LossContext(1, 4, 9, true)), Hidden(new LossContext(1, 4, 9, true)));
        Assert.Equal(Hidden(Evaluation), Hidden(new LossContext(0, 77, 99, false)));
    }

    [Fact]
    public void Transformer_and_ResNet_meet_the_same_target_so_their_losses_compare()
    {
        var data = new ToyDataset(64);
        var config = new MaskedConfig { PatchSamples = 8, DecoderWidth = 16, DecoderDepth = 1 };
        var plan = new EvaluationPlan { BootstrapResamples = 0 };
        int[] exams = [.. Enumerable.Range(0, 64)];
        using var patches = config.Build(Toy.Transformer(data.Spec));
        using var spans = config.Build(Toy.ResNet(data.Spec));
        using var small = config.Build(Toy.Transformer(data.Spec) with { Width = 8, Depth = 1, Heads = 1 });
        var results = new[] { patches, spans, small }.Select(paradigm => HeldOutEvaluation.Run(paradigm, data, exams, plan)).ToArray();
        Assert.All(results, result => Assert.Equal(results[0].TrivialLoss, result.TrivialLoss, 5));
        Assert.InRange(results[0].TrivialLoss, 0.98, 1);
        Assert.Equal(64, results[0].Records);
    }

    [Fact]
    public void The_target_of_both_is_the_standardised_patch()
    {
        // A predictor of zeros has the standardised variance as its loss: with weights at zero the decoder's head predicts zeros.
        var data = new ToyDataset(8);
        foreach (var encoder in new EncoderConfig[] { Toy.Transformer(data.Spec), Toy.ResNet(data.Spec) })
        {
            using var paradigm = new MaskedConfig { PatchSamples = 8, DecoderWidth = 16, DecoderDepth = 1 }.Build(encoder);
            using (no_grad())
            {
                foreach (var (name, value) in paradigm.state_dict().Where(item => item.Key.StartsWith("decoder.head", StringComparison.Ordinal)))
                {
                    value.zero_();
                }
            }

            var result = HeldOutEvaluation.Run(paradigm, data, [0, 1, 2, 3, 4, 5, 6, 7], new EvaluationPlan { BootstrapResamples = 0 });
            Assert.Equal(result.TrivialLoss, result.Loss, 5);
        }
    }

    [Fact]
    public void The_encoder_learns_nothing_of_hidden_samples()
    {
        using var scope = NewDisposeScope();
        var data = new ToyDataset(4);
        foreach (var encoder in new EncoderConfig[] { Toy.Transformer(data.Spec), Toy.ResNet(data.Spec) })
        {
            // Targets of zero variance: the loss is then the squared prediction, which must not change when hidden samples do.
            using var paradigm = (MaskedParadigm)new MaskedConfig { PatchSamples = 8, DecoderWidth = 16, DecoderDepth = 1 }.Build(encoder);
            paradigm.eval();
            var batch = Batch(2, 128);
            var hidden = PatchMask.Draw(batch, Evaluation, [.. Enumerable.Range(0, 16)], 8, 0.75, 1).On(CPU).Samples(16, 8, 128);
            Assert.Equal(0.75f, hidden.mean().item<float>(), 6);
            var flat = With(batch, batch.Tracings * (1 - hidden));
            var lifted = With(batch, (batch.Tracings * (1 - hidden)) + (hidden * 7));
            Assert.Equal(paradigm.Loss(flat, Evaluation).item<float>(), paradigm.Loss(lifted, Evaluation).item<float>(), 5);
            Assert.NotEqual(paradigm.Loss(flat, Evaluation).item<float>(), paradigm.Loss(With(batch, flat.Tracings * 2), Evaluation).item<float>(), 5);
        }
    }

    [Fact]
    public void A_patch_length_other_than_the_encoders_is_refused() =>
        Assert.Contains("make them equal", Assert.Throws<ArgumentException>(() => new MaskedConfig { PatchSamples = 16 }.Build(Toy.Transformer(new ToyDataset(1).Spec))).Message, StringComparison.Ordinal);

    private static TensorBatch Batch(int size, int samples, int firstIndex = 0, ValidRange? valid = null)
    {
        manual_seed(11);
        return new TensorBatch
        {
            Tracings = randn([size, 2, samples]),
            Labels = zeros([size, 0]),
            Indices = Enumerable.Range(firstIndex, size).ToArray(),
            PatientKeys = new long[size],
            Valid = Enumerable.Repeat(valid ?? ValidRange.All(samples), size).ToArray(),
        };
    }

    private static TensorBatch With(TensorBatch batch, Tensor tracings) =>
        new() { Tracings = tracings, Labels = batch.Labels, Indices = batch.Indices, PatientKeys = batch.PatientKeys, Valid = batch.Valid };
}
