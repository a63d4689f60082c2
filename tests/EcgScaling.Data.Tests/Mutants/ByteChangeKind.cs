namespace EcgScaling.Data.Tests;

/// <summary>The ways files are damaged.</summary>
internal enum ByteChangeKind
{
    FlipBit,
    CutOff,
    TakeAway,
    Repeat,

    /// <summary>By a digit, a separator or another byte that headers are made of.</summary>
    Overwrite,
    Insert,
}
