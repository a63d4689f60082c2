using System.Text;

namespace EcgScaling.Figures.Svg;

/// <summary>
/// Widths of text without a font engine. Figures name Helvetica and Arial; the widths are those of DejaVu Sans, the widest face that commonly stands
/// in for them, so that room reserved by these numbers is always enough.
/// </summary>
internal static class TextMetrics
{
    // Advance widths in hundredths of the font size, from U+0020 to U+007E.
    private static ReadOnlySpan<byte> Regular =>
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    private const double BoldFactor = 1.13;

    public static double Width(string text, double size, bool bold = false)
    {
        double hundredths = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            hundredths += rune.Value switch
            {
                >= 0x20 and <= 0x7E => Regular[rune.Value - 0x20],
                >= 0x2070 and <= 0x2079 or 0xB9 or 0xB2 or 0xB3 => 40,
                0x207B => 53,
                0x2212 or 0xD7 or 0x2264 or 0x2265 => 84,
                0xB7 => 32,
                < 0x2E80 => 68,
                _ => 105,
            };
        }

        return hundredths / 100 * size * (bold ? BoldFactor : 1);
    }

    /// <summary>Breaks text at spaces so that no line is wider than asked; a single long word is broken inside.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, bool bold = false)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string rest = word;
                while (line.Length == 0 && rest.Length > 1 && Width(rest, size, bold) > width)
                {
                    int fits = 1;
                    while (fits < rest.Length && Width(rest[..(fits + 1)], size, bold) <= width)
                    {
                        fits++;
                    }

                    fits = char.IsHighSurrogate(rest[fits - 1]) && fits > 1 ? fits - 1 : fits;
                    lines.Add(rest[..fits]);
                    rest = rest[fits..];
                }

                string longer = line.Length == 0 ? rest : line + " " + rest;
                if (line.Length > 0 && Width(longer, size, bold) > width)
                {
                    lines.Add(line);
                    longer = rest;
                }

                line = longer;
            }

            lines.Add(line);
        }

        return lines;
    }
}
