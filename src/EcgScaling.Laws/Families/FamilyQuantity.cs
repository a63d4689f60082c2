namespace EcgScaling.Laws.Families;

/// <summary>A number that follows from the parameters of several families, such as a ratio between two.</summary>
/// <param name="Name">The name in results.</param>
/// <param name="Evaluate">The value from the natural parameters of each family, in the order of the fit; NaN where it is not defined.</param>
public sealed record FamilyQuantity(string Name, Func<IReadOnlyList<double[]>, double> Evaluate);
