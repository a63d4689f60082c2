using System.Text.RegularExpressions;
using EcgScaling.Figures;
using EcgScaling.Laws.Compute;

namespace EcgScaling.Laws.Rendering;

/// <summary>Names of parameters as they are printed: Greek letters and a true minus sign.</summary>
internal static partial class Symbols
{
    public static string Of(string text) => Name().Replace(text.Replace('-', '\u2212'), match => match.Value switch
    {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        _ => "κ",
    });

    /// <summary>A compute model as a product: 6·N·D, 5.2·N^0.98·D.</summary>
    public static string Of(ComputeModel model) => $"{NumberText.Significant(model.Factor, 3)}·{Power("N", model.SizePower)}·{Power("D", model.DataPower)}";

    private static string Power(string input, double power) => Math.Abs(power - 1) < 5e-4 ? input : $"{input}^{NumberText.Significant(power, 3)}";

    [GeneratedRegex(@"\b(alpha|beta|gamma|kappa)\b")]
    private static partial Regex Name();
}
