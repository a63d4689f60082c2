namespace EcgScaling.Data.Npy;

/// <summary>How one value lies in an npy file: the letter of its kind, its bytes and their order.</summary>
/// <param name="Kind">f floats, i signed and u unsigned whole numbers, b truth values.</param>
/// <param name="Size">Bytes a value.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyElement(char Kind, int Size, bool BigEndian)
{
    public override string ToString() => $"{(Size == 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{Size}";
}
