namespace EcgScaling.Models;

/// <summary>How many groups of channels are normalised together.</summary>
internal static class NormGroups
{
    private const int Most = 8;

    internal static int Of(NormalisationKind kind, int channels) =>
        kind == NormalisationKind.Group ? Enumerable.Range(1, Most).Last(groups => channels % groups == 0) : 1;
}
