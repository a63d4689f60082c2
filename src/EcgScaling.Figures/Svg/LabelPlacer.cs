namespace EcgScaling.Figures.Svg;

/// <summary>Remembers what already stands in a plot and finds the candidate place that covers least of it.</summary>
internal sealed class LabelPlacer(Box plot)
{
    private readonly List<Box> _labels = [];
    private readonly List<Box> _marks = [];

    public Box Plot => plot;

    public void AddMark(double x, double y, double radius) => _marks.Add(new Box(x - radius, y - radius, 2 * radius, 2 * radius));

    /// <summary>A line as an obstacle: small boxes along it.</summary>
    public void AddLine(double x0, double y0, double x1, double y1)
    {
        int steps = (int)Math.Clamp(Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0)) / 6), 1, 2000);
        for (int i = 0; i <= steps; i++)
        {
            AddMark(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, 2);
        }
    }

    /// <summary>The cheapest of the candidates, in order of preference; the chosen one is remembered.</summary>
    public Box Place(IEnumerable<Box> candidates)
    {
        Box best = default;
        double least = double.PositiveInfinity;
        double preference = 0;
        foreach (Box candidate in candidates)
        {
            double cost = Cost(candidate) + preference;
            if (cost < least)
            {
                least = cost;
                best = candidate;
            }

            preference += 0.5;
        }

        _labels.Add(best);
        return best;
    }

    /// <summary>As <see cref="Place"/>, but nothing at all where every candidate would cover another label.</summary>
    public bool TryPlace(IEnumerable<Box> candidates, out Box place)
    {
        place = default;
        foreach (Box candidate in candidates)
        {
            if (Outside(candidate) <= 0 && _labels.TrueForAll(label => label.Overlap(candidate) <= 0))
            {
                place = candidate;
                _labels.Add(candidate);
                return true;
            }
        }

        return false;
    }

    private double Cost(Box candidate)
    {
        double cost = 1000 * Outside(candidate);
        foreach (Box label in _labels)
        {
            cost += 50 * label.Overlap(candidate);
        }

        foreach (Box mark in _marks)
        {
            cost += mark.Overlap(candidate);
        }

        return cost;
    }

    private double Outside(Box box) =>
        Math.Max(0, plot.X - box.X) + Math.Max(0, box.Right - plot.Right) + Math.Max(0, plot.Y - box.Y) + Math.Max(0, box.Bottom - plot.Bottom);
}
