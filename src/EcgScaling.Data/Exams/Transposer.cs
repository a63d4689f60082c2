using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EcgScaling.Data;

/// <summary>Turns interleaved samples, as devices and most files have them, into one row a lead.</summary>
internal static class Transposer
{
    /// <summary>Turns shape <c>(sample, lead)</c> into <c>(lead, sample)</c>, multiplying by a factor.</summary>
    /// <returns>Whether every value is finite; false may also mean that a sum of large values overflowed.</returns>
    public static unsafe bool ToLeads(ReadOnlySpan<float> source, Span<float> destination, int leads, int samples, float factor)
    {
        if (source.Length < (long)leads * samples || destination.Length < (long)leads * samples)
        {
            throw new ArgumentException($"{leads} leads of {samples} samples do not fit into {source.Length} and {destination.Length} values.");
        }

        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var width = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 16 : Vector128.IsHardwareAccelerated ? 4 : 1;
        // Blocks start where a store is aligned: arrays are aligned to 8 bytes only, and stores would meet two cache lines each.
        var bytes = (nuint)(width * sizeof(float));
        var head = Math.Min(samples, (int)((bytes - ((nuint)Unsafe.AsPointer(ref to) % bytes)) % bytes) / sizeof(float));
        var end = head + ((samples - head) / width * width);
        var blocked = width == 1 ? 0 : leads & ~3;
        var sum = width switch
        {
            16 => Wide(ref from, ref to, leads, samples, factor, head, end),
            4 => Narrow(ref from, ref to, leads, samples, factor, head, end),
            _ => 0f,
        };
        sum += Plain(source, destination, leads, samples, factor, 0, blocked, 0, head);
        sum += Plain(source, destination, leads, samples, factor, 0, blocked, end, samples);
        sum += Plain(source, destination, leads, samples, factor, blocked, leads, 0, samples);
        return float.IsFinite(sum);
    }

    /// <summary>Turns shape <c>(lead, sample)</c> into <c>(sample, lead)</c>, multiplying by a factor.</summary>
    public static void ToSamples(ReadOnlySpan<float> source, Span<float> destination, int leads, int samples, float factor)
    {
        for (var lead = 0; lead < leads; lead++)
        {
            var row = source.Slice(lead * samples, samples);
            for (var sample = 0; sample < samples; sample++)
            {
                destination[(sample * leads) + lead] = row[sample] * factor;
            }
        }
    }

    /// <summary>The samples between the first and the last at which some lead is not exactly 0.</summary>
    /// <param name="tracing">Shape <c>(lead, sample)</c>.</param>
    /// <param name="samples">Samples of each lead.</param>
    public static ValidRange NonZero(ReadOnlySpan<float> tracing, int samples)
    {
        var (first, last) = (samples, -1);
        for (var from = 0; from + samples <= tracing.Length; from += samples)
        {
            var row = tracing.Slice(from, samples);
            var start = row[..first].IndexOfAnyExcept(0f);
            first = start >= 0 ? start : first;
            var end = row[(last + 1)..].LastIndexOfAnyExcept(0f);
            last = end >= 0 ? last + 1 + end : last;
        }

        return last < 0 ? new ValidRange(0, 0) : new ValidRange(first, last - first + 1);
    }

    // Sixteen samples of four leads at a time: the source is gone through once, and every store fills a cache line, which then need not be fetched first.
    // Compiled once and for good, and not as a part of its caller: what the runtime's profile makes of the loop was seen to be half as slow again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(ref float from, ref float to, int leads, int samples, float factor, int head, int end)
    {
        // A sum meets every value as it is written: it is finite only if all are. Here it costs nothing, a second pass over memory would.
        var sums = Vector512<float>.Zero;
        for (var sample = head; sample < end; sample += 16)
        {
            for (var lead = 0; lead + 4 <= leads; lead += 4)
            {
                // Every fourth sample lies in one register, so that transposing its blocks of 4x4 brings the samples into their order.
                var block = (nuint)((sample * leads) + lead);
                var a = Fourths(ref from, block, leads);
                var b = Fourths(ref from, block + (nuint)leads, leads);
                var c = Fourths(ref from, block + (2 * (nuint)leads), leads);
                var d = Fourths(ref from, block + (3 * (nuint)leads), leads);
                var (ac0, ac1) = (Avx512F.UnpackLow(a, c), Avx512F.UnpackHigh(a, c));
                var (bd0, bd1) = (Avx512F.UnpackLow(b, d), Avx512F.UnpackHigh(b, d));
                var row = (nuint)((lead * samples) + sample);
                var (one, two) = (Avx512F.UnpackLow(ac0, bd0) * factor, Avx512F.UnpackHigh(ac0, bd0) * factor);
                var (three, four) = (Avx512F.UnpackLow(ac1, bd1) * factor, Avx512F.UnpackHigh(ac1, bd1) * factor);
                sums += (one + two) + (three + four);
                one.StoreUnsafe(ref to, row);
                two.StoreUnsafe(ref to, row + (nuint)samples);
                three.StoreUnsafe(ref to, row + (2 * (nuint)samples));
                four.StoreUnsafe(ref to, row + (3 * (nuint)samples));
            }
        }

        return Vector512.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fourths(ref float from, nuint block, int leads)
    {
        var step = 4 * (nuint)leads;
        return Vector512.Create(
            Vector256.Create(Vector128.LoadUnsafe(ref from, block), Vector128.LoadUnsafe(ref from, block + step)),
            Vector256.Create(Vector128.LoadUnsafe(ref from, block + (2 * step)), Vector128.LoadUnsafe(ref from, block + (3 * step))));
    }

    // Four samples of four leads; four leads at a time go through the whole tracing, or their lines would be written in part.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(ref float from, ref float to, int leads, int samples, float factor, int head, int end)
    {
        var sums = Vector128<float>.Zero;
        for (var lead = 0; lead + 4 <= leads; lead += 4)
        {
            for (var sample = head; sample < end; sample += 4)
            {
                // A 4x4 block: four samples of four leads in, four leads of four samples out.
                var block = (nuint)((sample * leads) + lead);
                var a = Vector128.LoadUnsafe(ref from, block);
                var b = Vector128.LoadUnsafe(ref from, block + (nuint)leads);
                var c = Vector128.LoadUnsafe(ref from, block + (2 * (nuint)leads));
                var d = Vector128.LoadUnsafe(ref from, block + (3 * (nuint)leads));
                var (ac0, ac1) = (Low(a, c), High(a, c));
                var (bd0, bd1) = (Low(b, d), High(b, d));
                var row = (nuint)((lead * samples) + sample);
                var (one, two, three, four) = (Low(ac0, bd0) * factor, High(ac0, bd0) * factor, Low(ac1, bd1) * factor, High(ac1, bd1) * factor);
                sums += (one + two) + (three + four);
                one.StoreUnsafe(ref to, row);
                two.StoreUnsafe(ref to, row + (nuint)samples);
                three.StoreUnsafe(ref to, row + (2 * (nuint)samples));
                four.StoreUnsafe(ref to, row + (3 * (nuint)samples));
            }
        }

        return Vector128.Sum(sums);
    }

    private static float Plain(ReadOnlySpan<float> source, Span<float> destination, int leads, int samples, float factor, int fromLead, int toLead, int fromSample, int toSample)
    {
        var sum = 0f;
        for (var lead = fromLead; lead < toLead; lead++)
        {
            var row = destination.Slice(lead * samples, samples);
            for (var sample = fromSample; sample < toSample; sample++)
            {
                var value = source[(sample * leads) + lead] * factor;
                sum += value;
                row[sample] = value;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported
            ? Sse.UnpackLow(left, right)
            : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported
            ? Sse.UnpackHigh(left, right)
            : Vector128.Create(left[2], right[2], left[3], right[3]);
}
