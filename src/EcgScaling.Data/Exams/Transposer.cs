using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgScaling.Data;

/// <summary>Turns interleaved samples, as devices and most files have them, into one row a lead.</summary>
internal static class Transposer
{
    /// <summary>Turns shape <c>(sample, lead)</c> into <c>(lead, sample)</c>, multiplying by a factor.</summary>
    /// <returns>Whether every value is finite; false may also mean that a sum of large values overflowed.</returns>
    // Compiled once and for good: what the runtime's profile makes of the loop was seen to be half as slow again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe bool ToLeads(ReadOnlySpan<float> source, Span<float> destination, int leads, int samples, float factor)
    {
        if (source.Length < (long)leads * samples || destination.Length < (long)leads * samples)
        {
            throw new ArgumentException($"{leads} leads of {samples} samples do not fit into {source.Length} and {destination.Length} values.");
        }

        var lead = 0;
        // A sum meets every value as it is written: it is finite only if all are. Here it costs nothing, a second pass over memory would.
        var sums = Vector128<float>.Zero;
        var rest = 0f;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var from = ref MemoryMarshal.GetReference(source);
            ref var to = ref MemoryMarshal.GetReference(destination);
            // Blocks start where a store is aligned: arrays are aligned to 8 bytes only, and then every fourth store would meet two cache lines.
            var head = Math.Min(samples, (int)((16 - ((nuint)Unsafe.AsPointer(ref to) & 15)) & 15) / sizeof(float));
            var end = head + ((samples - head) & ~3);
            for (; lead + 4 <= leads; lead += 4)
            {
                // The checks above let the loop go without its own.
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

                rest += Plain(source, destination, leads, samples, factor, lead, lead + 4, 0, head);
                rest += Plain(source, destination, leads, samples, factor, lead, lead + 4, end, samples);
            }
        }

        rest += Plain(source, destination, leads, samples, factor, lead, leads, 0, samples);
        return float.IsFinite(rest + Vector128.Sum(sums));
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
        System.Runtime.Intrinsics.X86.Sse.IsSupported
            ? System.Runtime.Intrinsics.X86.Sse.UnpackLow(left, right)
            : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported
            ? System.Runtime.Intrinsics.X86.Sse.UnpackHigh(left, right)
            : Vector128.Create(left[2], right[2], left[3], right[3]);
}
