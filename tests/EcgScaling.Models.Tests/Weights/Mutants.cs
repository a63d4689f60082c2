using EcgScaling.Models.Weights;

namespace EcgScaling.Models.Tests.WeightFiles;

/// <summary>Files with random damage; the only error allowed is <see cref="EcgDataException"/>.</summary>
internal static class Mutants
{
    internal static (int Refused, int Read) Run(byte[] good, int count, Func<Stream, TensorFile> load)
    {
        var random = new Random(4);
        var (refused, read) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            using var stream = new MemoryStream(Damage(good, random));
            try
            {
                using var file = load(stream);
                read++;
            }
            catch (EcgDataException)
            {
                refused++;
            }
        }

        return (refused, read);
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var hits = random.Next(1, 5); hits > 0 && bytes.Count > 0; hits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }
}
