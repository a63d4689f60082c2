using System.Buffers;
using System.Runtime.InteropServices;
using EcgScaling.Data.Npy;

namespace EcgScaling.Data.EchoNext;

/// <summary>Finds waveforms without a heartbeat: every sample the same in all leads (disconnected, or cleared before standardisation), or no numbers at all.</summary>
internal static class EchoNextDefects
{
    private const int Leads = 12;
    private const int Probed = 64;

    /// <summary>The defect of each row, null where there is none. Cheap: the middle of a good waveform shows it.</summary>
    public static string?[] Of(NpyFile file, int rowLength)
    {
        var defects = new string?[file.Rows];
        new ParallelWork(Environment.ProcessorCount, CancellationToken.None).For(defects.Length, row => defects[row] = Find(file, row, rowLength));
        return defects;
    }

    private static string? Find(NpyFile file, long row, int rowLength)
    {
        var probe = Math.Min(rowLength, Probed * Leads);
        var values = ArrayPool<float>.Shared.Rent(rowLength);
        try
        {
            file.ReadPart(row, (rowLength - probe) / 2 / Leads * Leads, values.AsSpan(0, probe));
            if (!IsConstant(values.AsSpan(0, probe)))
            {
                return null;
            }

            file.ReadPart(row, 0, values.AsSpan(0, rowLength));
            return !IsConstant(values.AsSpan(0, rowLength)) ? null : float.IsNaN(values[0]) ? "tracing without numbers" : "flat tracing";
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    // By bits, so that NaN equals NaN: every sample is as the one before.
    private static bool IsConstant(Span<float> samples)
    {
        var bits = MemoryMarshal.Cast<float, int>(samples);
        return bits[Leads..].SequenceEqual(bits[..^Leads]);
    }
}
