using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

/// <summary>What was drawn for one view of each exam, on the device.</summary>
/// <param name="Numbers">First sample, step between samples, end of what is shown, factor, start and end of what is blanked, <c>(batch, 6)</c>.</param>
/// <param name="Leads">1 for leads that stay, <c>(batch, lead)</c>.</param>
/// <param name="Noise">White noise of variance 1, <c>(batch, lead, sample)</c>; null where none is wanted.</param>
internal sealed record DrawnView(Tensor Numbers, Tensor Leads, Tensor? Noise)
{
    private const int Columns = 6;

    /// <summary>Draws one view of each exam.</summary>
    /// <param name="batch">The exams.</param>
    /// <param name="context">Gives each exam its stream.</param>
    /// <param name="name">The view; another name gives another one.</param>
    /// <param name="config">How strong the changes are.</param>
    public static DrawnView Draw(TensorBatch batch, LossContext context, string name, AugmentationConfig config)
    {
        var (size, leads, samples) = ((int)batch.Tracings.shape[0], (int)batch.Tracings.shape[1], (int)batch.Tracings.shape[2]);
        var numbers = new float[size * Columns];
        var keep = new float[size * leads];
        for (var exam = 0; exam < size; exam++)
        {
            var stream = context.Stream("view " + name, batch.Indices.Span[exam]);
            var row = numbers.AsSpan(exam * Columns, Columns);
            var part = stream.NextDouble(config.CropMinimum, 1);
            row[0] = (float)(stream.NextDouble() * (1 - part) * (samples - 1));
            (row[1], row[2]) = config.Stretch ? ((float)part, (float)samples) : (1f, (float)(part * samples));
            row[3] = (float)stream.NextDouble(1 - config.Scale, 1 + config.Scale);
            var blank = stream.NextDouble(config.TimeOut / 2, config.TimeOut) * samples;
            row[4] = (float)(stream.NextDouble() * (samples - blank));
            row[5] = config.TimeOut > 0 ? row[4] + (float)blank : -1;
            DrawLeads(keep.AsSpan(exam * leads, leads), stream, config.LeadLoss);
        }

        return new DrawnView(
            tensor(numbers, [size, Columns], device: batch.Device), tensor(keep, [size, leads], device: batch.Device), config.Noise > 0 ? DrawNoise(batch, context, name, [leads, samples]) : null);
    }

    /// <summary>From <see cref="ToList"/>.</summary>
    public static DrawnView Of(IReadOnlyList<Tensor> tensors) => new(tensors[0], tensors[1], tensors.Count > 2 ? tensors[2] : null);

    /// <summary>The tensors, for a paradigm's preparation.</summary>
    public IReadOnlyList<Tensor> ToList() => Noise is null ? [Numbers, Leads] : [Numbers, Leads, Noise];

    /// <summary>White noise by exam, so that a view does not depend on where in a batch, and in which process, its exam stands.</summary>
    private static Tensor DrawNoise(TensorBatch batch, LossContext context, string name, long[] shape)
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
