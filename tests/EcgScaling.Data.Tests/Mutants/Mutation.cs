namespace EcgScaling.Data.Tests;

/// <summary>Damages bytes in the ways files are damaged: flipped, cut off, repeated, overwritten by digits and separators.</summary>
internal static class Mutation
{
    private static ReadOnlySpan<byte> Likely => "0123456789999 /.,-+:()x~#\n\0\xff"u8;

    public static byte[] Of(byte[] original, RandomStream random)
    {
        var bytes = original.ToList();
        for (var change = random.NextInt32(4); change >= 0 && bytes.Count > 0; change--)
        {
            var place = random.NextInt32(bytes.Count);
            switch (random.NextInt32(6))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 1:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(1 + random.NextInt32(8), bytes.Count - place));
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(1 + random.NextInt32(20), bytes.Count - place)));
                    break;
                case 4:
                    bytes[place] = Likely[random.NextInt32(Likely.Length)];
                    break;
                default:
                    bytes.Insert(place, (byte)random.NextInt32(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
