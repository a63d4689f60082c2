using EcgScaling.Data;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

public sealed class AugmentationTests
{
    private const int Samples = 400;
    private static readonly AugmentationConfig CropAlone = new() { CropMinimum = 0.5, TimeOut = 0, Scale = 0, LeadLoss = 0, Noise = 0 };

    [Fact]
    public void A_view_keeps_the_pace_of_the_tracing_and_blanks_what_the_crop_lacks()
    {
        using var scope = NewDisposeScope();
        foreach (var values in Views(CropAlone))
        {
            // The tracing is a ramp: at the same pace every step is 1.
            var end = values.TakeWhile((value, place) => place == 0 || value != 0).Count();
            Assert.InRange(end, Samples / 2, Samples);
            Assert.All(Enumerable.Range(1, end - 1), place => Assert.Equal(1, values[place] - values[place - 1], 2));
            Assert.All(values[end..], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Stretched_views_fill_the_length_at_a_slower_pace()
    {
        using var scope = NewDisposeScope();
        var steps = Views(CropAlone with { Stretch = true }).Select(values => (values[Samples - 2] - values[0]) / (Samples - 2)).ToArray();
        Assert.All(steps, step => Assert.InRange(step, 0.499, 1.001));
        Assert.True(steps.Max() - steps.Min() > 0.1);
    }

    private static List<float[]> Views(AugmentationConfig config)
    {
        const int size = 8;
        var batch = new TensorBatch
        {
            Tracings = (arange(Samples, dtype: ScalarType.Float32) + 1).expand(size, 2, -1),
            Labels = zeros([size, 0]),
            Indices = Enumerable.Range(0, size).ToArray(),
            PatientKeys = new long[size],
            Valid = new ValidRange[size],
        };
        var view = Augmentation.View(batch.Tracings, DrawnView.Draw(batch, new LossContext(1, 0, 1, Training: true), "a", config), config);
        return [.. Enumerable.Range(0, size).Select(exam => view[exam, 1].contiguous().data<float>().ToArray())];
    }
}
