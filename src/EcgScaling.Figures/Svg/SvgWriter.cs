using System.Globalization;
using System.Text;

namespace EcgScaling.Figures.Svg;

/// <summary>Writes SVG elements with exact escaping and numbers in the invariant culture, one element per line.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    public override string ToString() => _text.ToString();

    public SvgWriter Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
        return this;
    }

    public SvgWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append(">\n");
        return this;
    }

    public SvgWriter Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append("/>\n");
        return this;
    }

    public SvgWriter Element(string name, string content, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append('>').Append(Escape(content)).Append("</").Append(name).Append(">\n");
        return this;
    }

    /// <summary>Text that is markup already, such as the shared style sheet.</summary>
    public SvgWriter Markup(string markup)
    {
        _text.Append(markup);
        return this;
    }

    private void Tag(string name, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, object? value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(attribute).Append("=\"").Append(value is double number ? Number(number) : Escape((string)value)).Append('"');
            }
        }
    }

    /// <summary>A coordinate: two decimals, never "-0".</summary>
    public static string Number(double value)
    {
        string text = Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>Escapes for XML text and attributes; characters that XML cannot hold become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\t' or '\n' or '\r': escaped.Append(' '); break;
                case < 0x20 or 0xFFFE or 0xFFFF: escaped.Append('\uFFFD'); break;
                default: escaped.Append(rune.ToString()); break;
            }
        }

        return escaped.ToString();
    }
}
