using System.Text.RegularExpressions;

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

    [GeneratedRegex(@"\b(alpha|beta|gamma|kappa)\b")]
    private static partial Regex Name();
}
