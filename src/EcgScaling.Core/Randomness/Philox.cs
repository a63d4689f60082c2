namespace EcgScaling;

/// <summary>The Philox 4x32-10 counter-based generator (Salmon et al., SC'11): a bijection of a 128-bit counter under a 64-bit key.</summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four words of one block.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        var (x0, x1, x2, x3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (x0, x1, x2, x3);
    }
}
