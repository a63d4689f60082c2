namespace EcgScaling.Laws.Forms;

/// <summary>What a law may look at to propose its starts: scaled inputs, scaled responses, weights.</summary>
/// <param name="Columns">The inputs in the law's order, scaled.</param>
/// <param name="Responses">The scaled responses, padded like the columns.</param>
/// <param name="Weights">The weights, padded with zeros. Squared residuals times these are what a start should make small.</param>
public sealed record LawSample(LawColumns Columns, double[] Responses, double[] Weights)
{
    /// <summary>The lower bounds of the parameters in scaled units; empty: those of the law.</summary>
    public IReadOnlyList<double> Lower { get; init; } = [];

    /// <summary>The upper bounds of the parameters in scaled units; equal to the lower one where a parameter is held.</summary>
    public IReadOnlyList<double> Upper { get; init; } = [];

    /// <summary>The value at which a parameter is held, or null.</summary>
    public double? Held(int parameter) => Lower.Count > parameter && Lower[parameter] >= Upper[parameter] ? Lower[parameter] : null;

    /// <summary>The smallest response that has weight.</summary>
    public double Smallest() => Enumerable.Range(0, Columns.RowCount).Where(row => Weights[row] > 0).Select(row => Responses[row]).DefaultIfEmpty(1).Min();

    /// <summary>The largest response that has weight.</summary>
    public double Largest() => Enumerable.Range(0, Columns.RowCount).Where(row => Weights[row] > 0).Select(row => Responses[row]).DefaultIfEmpty(1).Max();
}
