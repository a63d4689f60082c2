using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EcgScaling.Models;

/// <summary>Named encoders: published ones, and a ladder of sizes from 20K to 200M for each family. A preset never changes once released.</summary>
public static partial class Presets
{
    private static readonly Lazy<IReadOnlyList<ModelPreset>> Listed = new(List);

    /// <summary>Every preset, family by family, small to large.</summary>
    public static IReadOnlyList<ModelPreset> All => Listed.Value;

    /// <summary>Finds a preset.</summary>
    /// <exception cref="ArgumentException">None has that name; the message lists the names and the likeliest one.</exception>
    public static ModelPreset Get(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return All.FirstOrDefault(preset => preset.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(NearestName.Message("preset", name, All.Select(preset => preset.Name)), nameof(name));
    }

    /// <summary>The presets whose names match a pattern: <c>*</c> stands for any text, <c>?</c> for one letter.</summary>
    public static IReadOnlyList<ModelPreset> Matching(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var text = $"^{Regex.Escape(pattern.Trim()).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$";
        var regex = new Regex(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return [.. All.Where(preset => regex.IsMatch(preset.Name))];
    }

    /// <summary>The catalogue as Markdown.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| preset | what it is | parameters | forward GFLOPs | kept MiB | features | tokens |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var preset in All)
        {
            var (size, encoder) = (preset.Size(), preset.Encoder);
            text.Append(CultureInfo.InvariantCulture, $"| `{preset.Name}` | {preset.Summary} | {size.Parameters:N0} | {size.ForwardFlops / 1e9:0.000} | {size.ActivationBytes / 1048576.0:0.0} | {encoder.FeatureSize} | {encoder.TokenCount} x {encoder.TokenSize} |\n");
        }

        return text.ToString();
    }

    private static IReadOnlyList<ModelPreset> List() =>
    [
        Ribeiro2020, Ribeiro2020Gap, Ribeiro2020Keras,
        ResNet1d20K, ResNet1d200K, ResNet1d2M, ResNet1d20M, ResNet1d200M,
        EcgTransformerTiny, EcgTransformerSmall, EcgTransformerBase,
        EcgTransformer20K, EcgTransformer200K, EcgTransformer2M, EcgTransformer20M, EcgTransformer200M,
        ConvNext1d20K, ConvNext1d200K, ConvNext1d2M, ConvNext1d20M, ConvNext1d200M,
        S4d20K, S4d200K, S4d2M, S4d20M, S4d200M,
    ];
}
