using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace EcgScaling.Models.Weights;

/// <summary>
/// Reads the pickles that <c>torch.save</c> writes for dictionaries of tensors (protocol 2 to 4, the opcodes of the
/// Python documentation's <c>pickletools</c>), and executes nothing: a name is compared with a short list, a call of a
/// listed name builds a value here, and anything else is an error.
/// </summary>
internal sealed class Unpickler(ReadOnlyMemory<byte> pickle, string path, string place)
{
    private const int MostValues = 10_000_000;
    private static readonly object Mark = new();
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _position;
    private int _values;

    /// <exception cref="EcgDataException">The pickle is malformed or asks for more than tensors.</exception>
    internal object? Read()
    {
        try
        {
            while (true)
            {
                var at = _position;
                var opcode = Take();
                if (opcode == '.')
                {
                    return Pop();
                }

                if (++_values > MostValues)
                {
                    throw Bad($"more than {MostValues} values", "a dictionary of tensors");
                }

                Execute(opcode, at);
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidCastException or OverflowException or FormatException or IndexOutOfRangeException)
        {
            throw new EcgDataException(path, $"{place}, byte {_position}", $"an operand that does not fit its opcode ({error.Message})", "a pickle of torch.save", PyTorchFile.Fix, error);
        }
    }

    private void Execute(byte opcode, int at)
    {
        switch ((char)opcode)
        {
            case '\x80': Take(); break; // PROTO
            case '\x95': TakeBytes(8); break; // FRAME
            case '(': _stack.Add(Mark); break;
            case 'N': _stack.Add(null); break;
            case '\x88': _stack.Add(true); break;
            case '\x89': _stack.Add(false); break;
            case 'K': _stack.Add((long)Take()); break;
            case 'M': _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(TakeBytes(2))); break;
            case 'J': _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(TakeBytes(4))); break;
            case '\x8a': _stack.Add(Long(TakeBytes(Take()))); break; // LONG1
            case 'G': _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(TakeBytes(8))); break;
            case 'X': _stack.Add(Text(TakeLength32())); break;
            case '\x8c': _stack.Add(Text(Take())); break; // SHORT_BINUNICODE
            case 'T': TakeBytes(TakeLength32()); _stack.Add(new PickleIgnored("bytes")); break;
            case 'U': TakeBytes(Take()); _stack.Add(new PickleIgnored("bytes")); break;
            case 'B': TakeBytes(TakeLength32()); _stack.Add(new PickleIgnored("bytes")); break;
            case 'C': TakeBytes(Take()); _stack.Add(new PickleIgnored("bytes")); break;
            case '}': _stack.Add(new Dictionary<string, object?>(StringComparer.Ordinal)); break;
            case ']': _stack.Add(new List<object?>()); break;
            case ')': _stack.Add(Array.Empty<object?>()); break;
            case 't': _stack.Add(PopToMark()); break;
            case '\x85': _stack.Add(PopMany(1)); break;
            case '\x86': _stack.Add(PopMany(2)); break;
            case '\x87': _stack.Add(PopMany(3)); break;
            case 'a': { var item = Pop(); ((List<object?>)Peek()!).Add(item); break; }
            case 'e': { var items = PopToMark(); ((List<object?>)Peek()!).AddRange(items); break; }
            case 's': { var pair = PopMany(2); SetItems(pair); break; }
            case 'u': SetItems(PopToMark()); break;
            case 'q': _memo[Take()] = Peek(); break;
            case 'r': _memo[TakeLength32()] = Peek(); break;
            case '\x94': _memo[_memo.Count] = Peek(); break; // MEMOIZE
            case 'h': _stack.Add(Recall(Take())); break;
            case 'j': _stack.Add(Recall(TakeLength32())); break;
            case 'c': _stack.Add(PickleNames.Check(TakeLine(), TakeLine(), Bad)); break;
            case '\x93': { var names = PopMany(2); _stack.Add(PickleNames.Check((string)names[0]!, (string)names[1]!, Bad)); break; }
            case 'Q': _stack.Add(PickleNames.Storage(Pop(), Bad)); break;
            case 'R': { var call = PopMany(2); _stack.Add(PickleNames.Call(call[0], call[1], Bad)); break; }
            case 'b': { var state = Pop(); Build(state); break; }
            default:
                throw new EcgDataException(path, $"{place}, byte {at}", $"the pickle opcode 0x{opcode:x2}", "the opcodes that torch.save writes for dictionaries of tensors", PyTorchFile.Fix);
        }
    }

    /// <summary>State of an ordered dictionary (PyTorch's version notes) is read over.</summary>
    private void Build(object? state)
    {
        if (Peek() is not (Dictionary<string, object?> or PickleIgnored) || state is not (Dictionary<string, object?> or PickleIgnored or object?[] or null))
        {
            throw Bad("state for a value that takes none", "state of an ordered dictionary");
        }
    }

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0 || Peek() is not Dictionary<string, object?> dictionary)
        {
            throw Bad("keys and values that do not pair, or no dictionary below them", "pairs for a dictionary");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            dictionary[items[i] switch
            {
                string text => text,
                long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _ => throw Bad("a key that is neither text nor number", "names as keys"),
            }] = items[i + 1];
        }
    }

    private object? Recall(long index) => _memo.TryGetValue(index, out var value) ? value : throw Bad($"a reference to the unknown memo {index}", "a memo set before");

    private object? Pop()
    {
        if (_stack.Count == 0 || ReferenceEquals(_stack[^1], Mark))
        {
            throw Bad("an opcode that takes more values than there are", "enough values before it");
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Bad("an opcode without a value", "a value before it");

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.FindLastIndex(value => ReferenceEquals(value, Mark));
        if (mark < 0)
        {
            throw Bad("an opcode without its mark", "a mark before it");
        }

        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private byte Take() => TakeBytes(1)[0];

    private int TakeLength32()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(TakeBytes(4));
        return length <= int.MaxValue ? (int)length : throw Bad($"a length of {length}", "less than 2 GiB");
    }

    private ReadOnlySpan<byte> TakeBytes(int count)
    {
        if (count > pickle.Length - _position)
        {
            throw Bad($"an operand of {count} bytes where {pickle.Length - _position} are left", "a whole pickle");
        }

        var bytes = pickle.Span.Slice(_position, count);
        _position += count;
        return bytes;
    }

    private string TakeLine()
    {
        var length = pickle.Span[_position..].IndexOf((byte)'\n');
        if (length is < 0 or > 1000)
        {
            throw Bad("a name without an end", "a line");
        }

        var line = Text(length);
        _position++;
        return line;
    }

    private string Text(int bytes) => Encoding.UTF8.GetString(TakeBytes(bytes));

    private static object Long(ReadOnlySpan<byte> bytes)
    {
        var number = new BigInteger(bytes);
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : new PickleIgnored("a whole number beyond 64 bits");
    }

    private EcgDataException Bad(string found, string allowed) => new(path, $"{place}, byte {_position}", found, allowed, PyTorchFile.Fix);
}
