using System.Buffers;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Reads the recorded samples at other times, by linear interpolation.</summary>
internal static class TimeMap
{
    /// <summary>Gives each recorded sample the value that the tracing has at another place.</summary>
    /// <param name="tracing">The tracing, changed in place.</param>
    /// <param name="placeOf">From a sample's number within the recorded ones to where its value is taken, in samples; kept within them.</param>
    public static void Apply(Tracing tracing, Func<int, double> placeOf)
    {
        var length = tracing.Valid.Length;
        if (length < 2)
        {
            return;
        }

        var before = ArrayPool<int>.Shared.Rent(length);
        var shares = ArrayPool<float>.Shared.Rent(length);
        var copy = ArrayPool<float>.Shared.Rent(length);
        try
        {
            for (var sample = 0; sample < length; sample++)
            {
                var place = Math.Clamp(placeOf(sample), 0, length - 1);
                before[sample] = Math.Min((int)place, length - 2);
                shares[sample] = (float)(place - before[sample]);
            }

            for (var lead = 0; lead < tracing.Shape.Leads.Count; lead++)
            {
                var row = tracing.ValidRow(lead);
                row.CopyTo(copy);
                for (var sample = 0; sample < row.Length; sample++)
                {
                    var (left, right) = (copy[before[sample]], copy[before[sample] + 1]);
                    row[sample] = left + (shares[sample] * (right - left));
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(before);
            ArrayPool<float>.Shared.Return(shares);
            ArrayPool<float>.Shared.Return(copy);
        }
    }
}
