using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>An encoder over patches, which can encode some of them alone (masked autoencoding).</summary>
public interface IPatchEncoder
{
    /// <summary>Patches of one tracing.</summary>
    int PatchCount { get; }

    /// <summary>Numbers in one patch.</summary>
    int PatchValues { get; }

    /// <summary>Time window of each patch, <see cref="PatchCount"/> entries; patches of several leads share a window.</summary>
    IReadOnlyList<int> PatchWindows { get; }

    /// <summary>Cuts tracings <c>(batch, lead, sample)</c> into <c>(batch, patch, value)</c>; a last short patch is filled with zeros.</summary>
    Tensor Patchify(Tensor input);

    /// <summary>Puts <c>(batch, patch, value)</c> back together, <c>(batch, lead, sample)</c>.</summary>
    Tensor Unpatchify(Tensor patches);

    /// <summary>Tokens <c>(batch, patch, feature)</c> of tracings <c>(batch, lead, sample)</c>, with positions, before the first block.</summary>
    Tensor Embed(Tensor input);

    /// <summary>Encodes the kept tokens alone.</summary>
    /// <param name="tokens">What <see cref="Embed"/> gave, <c>(batch, patch, feature)</c>.</param>
    /// <param name="keepIndices">64-bit patch indices <c>(batch, kept)</c>, each in 0 to <see cref="PatchCount"/> - 1.</param>
    /// <returns>Features of the kept patches, <c>(batch, kept, feature)</c>, in the order of the indices.</returns>
    Tensor EncodeVisible(Tensor tokens, Tensor keepIndices);
}
