using System.Globalization;

namespace EcgScaling.Data.Npy;

/// <summary>Reads the Python literal in an npy header: a dictionary of <c>descr</c>, <c>fortran_order</c> and <c>shape</c>. It is parsed, never evaluated.</summary>
internal ref struct NpyDictionary(string path, string text)
{
    private int _place;

    public (string Descr, bool Fortran, long[] Shape) Read()
    {
        string? descr = null;
        bool? fortran = null;
        long[]? shape = null;
        Expect('{');
        while (Peek() != '}')
        {
            var key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    descr = Peek() == '[' ? Bracketed() : Quoted();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Word() switch { "True" => true, "False" => false, var other => throw Bad($"'{other}'", "True or False") };
                    break;
                case "shape" when shape is null:
                    shape = Tuple();
                    break;
                default:
                    throw Bad($"the key '{Short(key)}'", "descr, fortran_order and shape, each once");
            }

            if (Peek() != ',')
            {
                break;
            }

            _place++;
        }

        Expect('}');
        if (_place < text.Length && text.AsSpan(_place).Trim(" \n\t\r").Length > 0)
        {
            throw Bad($"'{Short(text[_place..])}'", "nothing after the dictionary");
        }

        return descr is not null && fortran is { } order && shape is not null
            ? (descr, order, shape)
            : throw Bad($"no {(descr is null ? "descr" : fortran is null ? "fortran_order" : "shape")}", "descr, fortran_order and shape");
    }

    private char Peek()
    {
        while (_place < text.Length && text[_place] is ' ' or '\t' or '\r' or '\n')
        {
            _place++;
        }

        return _place < text.Length ? text[_place] : '\0';
    }

    private void Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            throw Bad(_place < text.Length ? $"'{Short(text[_place..])}'" : "the end of the header", $"'{wanted}'");
        }

        _place++;
    }

    private string Quoted()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"'))
        {
            throw Bad(_place < text.Length ? $"'{Short(text[_place..])}'" : "the end of the header", "a quoted text");
        }

        var end = text.IndexOf(quote, _place + 1);
        if (end < 0)
        {
            throw Bad("a text without end", "a closing quote");
        }

        var value = text[(_place + 1)..end];
        _place = end + 1;
        return value;
    }

    // The list of a structured type; only told apart, never used.
    private string Bracketed()
    {
        var (start, depth) = (_place, 0);
        for (; _place < text.Length; _place++)
        {
            depth += text[_place] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                _place++;
                return text[start.._place];
            }
        }

        throw Bad("a list without end", "a closing bracket");
    }

    private string Word()
    {
        Peek();
        var start = _place;
        while (_place < text.Length && char.IsAsciiLetterOrDigit(text[_place]))
        {
            _place++;
        }

        return text[start.._place];
    }

    private long[] Tuple()
    {
        var sizes = new List<long>();
        Expect('(');
        while (Peek() != ')')
        {
            // Python 2 wrote 827L.
            var word = Word().TrimEnd('L');
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                throw Bad(word.Length > 0 ? $"the size '{Short(word)}'" : $"'{Short(text[Math.Min(_place, text.Length)..])}'", "whole numbers from 0 to 2^63");
            }

            sizes.Add(size);
            if (Peek() != ',')
            {
                break;
            }

            _place++;
        }

        Expect(')');
        return [.. sizes];
    }

    private readonly EcgDataException Bad(string found, string allowed) =>
        new(path, $"header, character {_place}", found, allowed, "The header is damaged; fetch the file again, or save it with numpy.save.");

    private static string Short(string value) => value.Trim() is { Length: > 24 } text ? text[..24] + "..." : value.Trim();
}
