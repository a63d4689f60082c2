using System.Collections.Immutable;

namespace EcgScaling.Training.Running;

/// <summary>Remembers the last losses and recognises a leap.</summary>
internal sealed class LossWatch(double? factor, IEnumerable<double> remembered)
{
    private const int Length = 100;
    private const int Fewest = 20;
    private readonly Queue<double> _last = new(remembered);

    public ImmutableArray<double> Remembered => factor is null ? [] : [.. _last];

    /// <summary>Whether the loss is beyond the allowed factor; otherwise it is remembered.</summary>
    public bool IsLeap(double loss)
    {
        if (factor is null)
        {
            return false;
        }

        if (_last.Count >= Fewest && loss > factor * _last.Order().ElementAt(_last.Count / 2))
        {
            return true;
        }

        _last.Enqueue(loss);
        if (_last.Count > Length)
        {
            _last.Dequeue();
        }

        return false;
    }
}
