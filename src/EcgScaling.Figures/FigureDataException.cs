namespace EcgScaling.Figures;

/// <summary>Data that cannot be drawn as asked; the message names the series, the point, what was found and what to do.</summary>
public sealed class FigureDataException : ArgumentException
{
    /// <summary>Describes data of <paramref name="series"/> that cannot be drawn.</summary>
    /// <param name="series">The series (or layer) that holds the data.</param>
    /// <param name="index">Position of the first offending point, counted from 0; -1 when no single point is at fault.</param>
    /// <param name="message">What was found, what is allowed, how to fix it.</param>
    public FigureDataException(string series, int index, string message)
        : base(message)
    {
        Series = series;
        Index = index;
    }

    /// <summary>The series (or layer) that holds the data.</summary>
    public string Series { get; }

    /// <summary>Position of the first offending point, counted from 0; -1 when no single point is at fault.</summary>
    public int Index { get; }
}
