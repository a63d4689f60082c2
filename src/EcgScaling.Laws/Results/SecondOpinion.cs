namespace EcgScaling.Laws.Results;

/// <summary>What a second, independent minimiser found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RelativeGap">Its objective relative to the fit's: above zero, it was worse.</param>
/// <param name="LargestPredictionGap">The largest relative difference of its predictions.</param>
/// <param name="Agrees">Whether both ended in the same place for practical purposes.</param>
public sealed record SecondOpinion(string Name, double RelativeGap, double LargestPredictionGap, bool Agrees);
