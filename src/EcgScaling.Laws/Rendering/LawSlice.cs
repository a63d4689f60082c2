using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Rendering;

/// <summary>The points of a fit that share the other inputs (exactly or within a range), and the law along one input there.</summary>
internal sealed class LawSlice
{
    private readonly LawFit _fit;
    private readonly double[] _inputs;
    private readonly int _along;

    private LawSlice(LawFit fit, int along, string name, int[] rows)
    {
        (_fit, _along, Name, Rows) = (fit, along, name, rows);
        _inputs = [.. fit.Form.Inputs.Select(input => GeometricMean(rows.Select(row => fit.Data.Column(input)[row])))];
    }

    /// <summary>The name in the legend.</summary>
    public string Name { get; }

    /// <summary>The rows of the data, ascending along the input.</summary>
    public int[] Rows { get; }

    public double[] Along => [.. Rows.Select(row => _fit.Data.Column(_fit.Form.Inputs[_along])[row])];

    public double[] Losses => [.. Rows.Select(row => _fit.Data.Losses[row])];

    /// <summary>The inputs that are held.</summary>
    public IReadOnlyDictionary<LawInput, double> Others => _fit.Form.Inputs.Select((input, i) => (input, i)).Where(pair => pair.i != _along).ToDictionary(pair => pair.input, pair => _inputs[pair.i]);

    /// <summary>The inputs of the law at a value along the slice.</summary>
    public double[] At(double value)
    {
        double[] inputs = (double[])_inputs.Clone();
        inputs[_along] = value;
        return inputs;
    }

    public double Predict(double value) => _fit.Predict(At(value));

    /// <summary>Cuts the data into at most so many slices by the other inputs.</summary>
    public static IReadOnlyList<LawSlice> Cut(LawFit fit, LawInput along, int most)
    {
        int place = fit.Form.Inputs.ToList().IndexOf(along);
        LawInput[] others = [.. fit.Form.Inputs.Where(input => input != along)];
        int[] rows = [.. Enumerable.Range(0, fit.Data.Count).Where(row => fit.Data.Weights[row] > 0).OrderBy(row => fit.Data.Column(along)[row])];
        if (others.Length == 0)
        {
            return [new LawSlice(fit, place, "measured and fitted", rows)];
        }

        // The first other input decides; laws of more than two inputs are cut along it alone.
        LawInput other = others[0];
        double[] column = fit.Data.Column(other);
        double[] distinct = [.. rows.Select(row => column[row]).Distinct().Order()];
        if (distinct.Length <= most)
        {
            return [.. distinct.Select(value => new LawSlice(fit, place, $"{other} = {Number(value)}", [.. rows.Where(row => column[row] == value)]))];
        }

        var slices = new List<LawSlice>();
        int[] ordered = [.. rows.OrderBy(row => column[row])];
        for (int part = 0; part < most; part++)
        {
            double low = column[ordered[part * ordered.Length / most]];
            double high = part == most - 1 ? double.PositiveInfinity : column[ordered[(part + 1) * ordered.Length / most]];
            int[] inside = [.. rows.Where(row => column[row] >= low && column[row] < high)];
            if (inside.Length > 0)
            {
                string range = $"{other} from {Number(inside.Min(row => column[row]))} to {Number(inside.Max(row => column[row]))}";
                slices.Add(new LawSlice(fit, place, range, inside));
            }
        }

        return slices;
    }

    public static string Number(double value) => value is >= 1e13 or < 1 ? NumberText.Significant(value, 2) : NumberText.Count(double.Parse(value.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture));

    private static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
