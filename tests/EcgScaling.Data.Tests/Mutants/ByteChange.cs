namespace EcgScaling.Data.Tests;

/// <summary>One way a file is damaged.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Place">Where, counted round and round the file.</param>
/// <param name="Value">A byte, or which of eight bits.</param>
/// <param name="Length">How many bytes, where some are taken away or repeated.</param>
internal readonly record struct ByteChange(ByteChangeKind Kind, int Place, byte Value, int Length)
{
    private static ReadOnlySpan<byte> Likely => "0123456789999 /.,-+:()x~#\n\0\xff"u8;

    public void Apply(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        var place = Place % bytes.Count;
        var length = Math.Min(Length, bytes.Count - place);
        switch (Kind)
        {
            case ByteChangeKind.FlipBit:
                bytes[place] ^= (byte)(1 << (Value % 8));
                break;
            case ByteChangeKind.CutOff:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case ByteChangeKind.TakeAway:
                bytes.RemoveRange(place, length);
                break;
            case ByteChangeKind.Repeat:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case ByteChangeKind.Overwrite:
                bytes[place] = Likely[Value % Likely.Length];
                break;
            default:
                bytes.Insert(place, Value);
                break;
        }
    }
}
