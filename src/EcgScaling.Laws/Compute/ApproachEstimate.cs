using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Compute;

/// <summary>What one approach says about the best use of compute.</summary>
/// <param name="Name">The approach.</param>
/// <param name="Exponent">a in N* = G·C^a, with its percentile interval over the shared resamples.</param>
/// <param name="SizeAtTarget">N* at the target budget, likewise.</param>
/// <param name="Levels">The minima it rests on (empty for approach 3).</param>
/// <param name="Failed">Resamples in which it could not be computed.</param>
public sealed record ApproachEstimate(string Name, QuantityInterval Exponent, QuantityInterval SizeAtTarget, IReadOnlyList<IsoFlopLevel> Levels, int Failed);
