using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

/// <summary>Makes views of tracings; see <see cref="AugmentationConfig"/>.</summary>
internal static class Augmentation
{
    /// <summary>One view of each exam, <c>(batch, lead, sample)</c> like the tracings.</summary>
    /// <param name="batch">The exams.</param>
    /// <param name="context">Gives each exam its stream.</param>
    /// <param name="name">The view; another name gives another one.</param>
    /// <param name="config">How strong the changes are.</param>
    public static Tensor View(TensorBatch batch, LossContext context, string name, AugmentationConfig config)
    {
        var x = batch.Tracings;
        var (size, leads, samples) = ((int)x.shape[0], (int)x.shape[1], (int)x.shape[2]);
        var (starts, steps, ends, scales, blankFrom, blankTo) = (new float[size], new float[size], new float[size], new float[size], new float[size], new float[size]);
        var keep = new float[size * leads];
        for (var exam = 0; exam < size; exam++)
        {
            var stream = context.Stream("view " + name, batch.Indices.Span[exam]);
            var part = stream.NextDouble(config.CropMinimum, 1);
            starts[exam] = (float)(stream.NextDouble() * (1 - part) * (samples - 1));
            (steps[exam], ends[exam]) = config.Stretch ? ((float)part, (float)samples) : (1f, (float)(part * samples));
            scales[exam] = (float)stream.NextDouble(1 - config.Scale, 1 + config.Scale);
            var blank = stream.NextDouble(config.TimeOut / 2, config.TimeOut) * samples;
            blankFrom[exam] = (float)(stream.NextDouble() * (samples - blank));
            blankTo[exam] = config.TimeOut > 0 ? blankFrom[exam] + (float)blank : -1;
            DrawLeads(keep.AsSpan(exam * leads, leads), stream, config.LeadLoss);
        }

        var device = batch.Device;
        var place = arange(samples, dtype: ScalarType.Float32, device: device).unsqueeze(0);
        var positions = tensor(starts, [size, 1], device: device) + (place * tensor(steps, [size, 1], device: device));
        var below = positions.floor().clamp(0, samples - 1);
        var part01 = (positions - below).unsqueeze(1);
        var index = below.to(ScalarType.Int64).unsqueeze(1).expand(-1, leads, -1);
        var low = x.gather(2, index);
        var view = low + ((x.gather(2, (index + 1).clamp(0, samples - 1)) - low) * part01);
        var seen = place.lt(tensor(blankFrom, [size, 1], device: device)).logical_or(place.ge(tensor(blankTo, [size, 1], device: device)))
            .logical_and(place.lt(tensor(ends, [size, 1], device: device)));
        view = view * tensor(scales, [size, 1, 1], device: device) * tensor(keep, [size, leads, 1], device: device) * seen.to(ScalarType.Float32).unsqueeze(1);
        return config.Noise > 0 ? view + (Noise(batch, context, name, [leads, samples]) * config.Noise) : view;
    }

    /// <summary>White noise by exam, so that a view does not depend on where in a batch, and in which process, its exam stands.</summary>
    private static Tensor Noise(TensorBatch batch, LossContext context, string name, long[] shape)
    {
        var noise = new Tensor[batch.Size];
        using var generator = new Generator(0, batch.Device);
        for (var exam = 0; exam < batch.Size; exam++)
        {
            generator.manual_seed(unchecked((long)context.Stream("noise " + name, batch.Indices.Span[exam]).NextUInt64()));
            noise[exam] = randn(shape, ScalarType.Float32, batch.Device, generator: generator);
        }

        return stack(noise, 0);
    }

    private static void DrawLeads(Span<float> keep, RandomStream stream, double loss)
    {
        // One lead always stays, so that a view is never empty.
        var spared = stream.NextInt32(keep.Length);
        for (var lead = 0; lead < keep.Length; lead++)
        {
            keep[lead] = stream.NextBoolean(loss) && lead != spared ? 0 : 1;
        }
    }
}
