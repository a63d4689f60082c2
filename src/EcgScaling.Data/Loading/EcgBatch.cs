using System.Buffers;

namespace EcgScaling.Data.Loading;

/// <summary>Some exams side by side, in memory that a later batch uses again; dispose it when the numbers have been copied into a tensor.</summary>
public sealed class EcgBatch : IDisposable
{
    private readonly BatchMemory? _memory;
    private float[]? _tracings;
    private float[]? _labels;

    internal EcgBatch(int size, int leads, int samples, int labels, long step, BatchMemory? memory)
    {
        _memory = memory;
        (Size, Leads, Samples, LabelCount, Step) = (size, leads, samples, labels, step);
        _tracings = memory?.Take(size * leads * samples);
        _labels = ArrayPool<float>.Shared.Rent(Math.Max(1, size * labels));
        Indices = new int[size];
        PatientKeys = new long[size];
        Valid = new ValidRange[size];
    }

    /// <summary>The number of exams.</summary>
    public int Size { get; }

    /// <summary>The number of leads.</summary>
    public int Leads { get; }

    /// <summary>Samples of each lead.</summary>
    public int Samples { get; }

    /// <summary>The number of labels.</summary>
    public int LabelCount { get; }

    /// <summary>The step the batch belongs to, counted from the start of training.</summary>
    public long Step { get; }

    /// <summary>The exams' places in the data set.</summary>
    public int[] Indices { get; }

    /// <summary>The patients' keys; equal keys are the same patient.</summary>
    public long[] PatientKeys { get; }

    /// <summary>The recorded samples of each exam; none in a batch without tracings.</summary>
    public ValidRange[] Valid { get; }

    /// <summary>The tracings, shape <c>(batch, lead, sample)</c>.</summary>
    public Span<float> Tracings => WithTracings(_tracings).AsSpan(0, Size * Leads * Samples);

    /// <summary>The labels, shape <c>(batch, label)</c>; NaN where not known.</summary>
    public Span<float> Labels => Buffer(_labels).AsSpan(0, Size * LabelCount);

    /// <summary>The array behind <see cref="Tracings"/>, used again by a later batch, which fills its first Size*Leads*Samples places; for copies that want an array.</summary>
    public float[] TracingBuffer => WithTracings(_tracings);

    /// <summary>The rented array behind <see cref="Labels"/>, which fills its first Size*LabelCount places.</summary>
    public float[] LabelBuffer => Buffer(_labels);

    /// <summary>One tracing, shape <c>(lead, sample)</c>.</summary>
    public Span<float> Tracing(int place) => Tracings.Slice(place * Leads * Samples, Leads * Samples);

    /// <summary>Writes 1 for recorded samples and 0 for padding.</summary>
    /// <param name="mask">Shape <c>(batch, sample)</c>.</param>
    public void WriteMask(Span<float> mask)
    {
        for (var place = 0; place < Size; place++)
        {
            Valid[place].WriteMask(mask.Slice(place * Samples, Samples));
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _tracings, null) is { } tracings)
        {
            _memory!.Return(tracings);
        }

        if (Interlocked.Exchange(ref _labels, null) is { } labels)
        {
            ArrayPool<float>.Shared.Return(labels);
        }
    }

    private float[] WithTracings(float[]? array) => _memory is null
        ? throw new InvalidOperationException($"This batch was loaded without its tracings; set {nameof(BatchLoaderOptions)}.{nameof(BatchLoaderOptions.WithTracings)}.")
        : Buffer(array);

    private static float[] Buffer(float[]? array) => array ?? throw new ObjectDisposedException(nameof(EcgBatch));
}
