using System.Collections.Immutable;

namespace EcgScaling.Training.Probing;

/// <summary>Probes along a path of ridges, and the one chosen on validation records.</summary>
public sealed record ProbePath
{
    /// <summary>The chosen probe.</summary>
    public required LinearProbe Probe { get; init; }

    /// <summary>Its ridge.</summary>
    public required double Ridge { get; init; }

    /// <summary>Every ridge, from the greatest to the least.</summary>
    public required ImmutableArray<ProbePathPoint> Points { get; init; }

    /// <summary>Whether the chosen ridge is the greatest or the least of several: a wider path may hold a better one.</summary>
    public bool AtEdge => Points.Length > 1 && (Ridge == Points[0].Ridge || Ridge == Points[^1].Ridge);
}
