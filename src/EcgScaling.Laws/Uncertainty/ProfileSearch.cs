namespace EcgScaling.Laws.Uncertainty;

/// <summary>Finds where an increasing function that starts at zero reaches a level: outward steps, then the Illinois rule, then halving.</summary>
internal sealed class ProfileSearch
{
    private readonly double _level;
    private double _inner;
    private double _innerValue;
    private double _outer = double.PositiveInfinity;
    private double _outerValue = double.NaN;
    private double _innerWeight = 1;
    private double _outerWeight = 1;
    private int _inside;
    private int _outside;
    private int _count;

    public ProfileSearch(double level) => _level = level;

    /// <summary>Whether a place beyond the level is known.</summary>
    public bool IsBracketed => double.IsFinite(_outer);

    /// <summary>Takes a place and the value there; true when the bracket has shrunk to nothing.</summary>
    public bool Add(double step, double value)
    {
        _count++;
        if (value < _level)
        {
            (_inner, _innerValue, _innerWeight) = (step, value, 1);
            (_inside, _outside) = (_inside + 1, 0);
            _outerWeight = _inside > 1 ? _outerWeight / 2 : 1;
        }
        else
        {
            (_outer, _outerValue, _outerWeight) = (step, value, 1);
            (_outside, _inside) = (_outside + 1, 0);
            _innerWeight = _outside > 1 ? _innerWeight / 2 : 1;
        }

        return _outer - _inner < 1e-9 * _outer;
    }

    /// <summary>The next place to look at.</summary>
    public double Next()
    {
        if (!IsBracketed)
        {
            // Nearly linear from the estimate; a little beyond the line, at most four times as far.
            return _innerValue > 0 ? _inner * Math.Clamp(_level / _innerValue * 1.002, 1.02, 4) : _inner * 4;
        }

        if (!double.IsFinite(_outerValue) || _count > 20)
        {
            return (_inner + _outer) / 2;
        }

        var low = (_level - _innerValue) * _innerWeight;
        var high = (_outerValue - _level) * _outerWeight;
        return _inner + ((_outer - _inner) * Math.Clamp(low / (low + high), 0.001, 0.999));
    }
}
