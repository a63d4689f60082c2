using System.Runtime.InteropServices;
using System.Text;

namespace EcgScaling.Data.Tests.Npy;

/// <summary>Writes npy files byte by byte, good ones and bad ones.</summary>
internal static class NpyBytes
{
    public static byte[] Of(string dictionary, ReadOnlySpan<byte> values, byte major = 1, byte minor = 0, int? declaredLength = null)
    {
        var wide = major > 1;
        var text = Encoding.UTF8.GetBytes(dictionary);
        // NumPy pads with blanks so that values begin at a multiple of 64.
        var start = 8 + (wide ? 4 : 2);
        var padded = ((start + text.Length + 1 + 63) / 64 * 64) - start;
        var header = new byte[padded];
        header.AsSpan().Fill((byte)' ');
        text.CopyTo(header, 0);
        header[^1] = (byte)'\n';
        var length = declaredLength ?? padded;
        return [0x93, .. "NUMPY"u8, major, minor, .. wide ? BitConverter.GetBytes(length) : BitConverter.GetBytes((ushort)length), .. header, .. values];
    }

    public static string Dictionary(string descr, string shape, string fortran = "False") => $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}";

    public static byte[] Floats(params ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();
}
