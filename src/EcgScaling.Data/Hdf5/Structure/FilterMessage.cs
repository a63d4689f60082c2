using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>The list of filters of a chunked dataset.</summary>
internal static class FilterMessage
{
    private const int MostFilters = 32;

    public static void Check(FileBytes file, ReadOnlySpan<byte> body, ulong address)
    {
        if (body.Length < 2 || body[0] is not (1 or 2) || body[1] > MostFilters)
        {
            throw file.Damaged(address, body.Length < 2 ? "an empty filter message" : $"a filter message of version {body[0]} with {body[1]} filters", $"version 1 or 2, at most {MostFilters} filters");
        }

        var (version, place) = (body[0], body[0] == 1 ? 8 : 2);
        for (var filter = 0; filter < body[1]; filter++)
        {
            if (place + 8 > body.Length)
            {
                throw Cut(file, address);
            }

            var id = BinaryPrimitives.ReadUInt16LittleEndian(body[place..]);
            place += 2;
            var named = version == 1 || id >= 256;
            var name = named ? BinaryPrimitives.ReadUInt16LittleEndian(body[place..]) : 0;
            place += named ? 2 : 0;
            var values = place + 4 <= body.Length ? BinaryPrimitives.ReadUInt16LittleEndian(body[(place + 2)..]) : throw Cut(file, address);
            name = version == 1 ? (name + 7) / 8 * 8 : name;
            place += 4 + name + (4 * values) + (version == 1 && values % 2 != 0 ? 4 : 0);
            if (place > body.Length)
            {
                throw Cut(file, address);
            }
        }
    }

    private static EcgDataException Cut(FileBytes file, ulong address) => file.Damaged(address, "a filter message that ends early", "filters inside their message");
}
