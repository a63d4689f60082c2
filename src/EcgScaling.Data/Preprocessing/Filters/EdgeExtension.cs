namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>How a signal is continued beyond its ends before it is filtered.</summary>
internal enum EdgeExtension
{
    /// <summary>Turned about the end point, scipy's default.</summary>
    Odd,

    /// <summary>The end point repeated.</summary>
    Constant,
}
