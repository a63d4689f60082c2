namespace EcgScaling.Training.Masked;

/// <summary>Which patches are hidden.</summary>
public enum MaskShape
{
    /// <summary>Any, uniformly (He et al. 2022, ST-MEM).</summary>
    Random,

    /// <summary>Runs of neighbours of <see cref="MaskedConfig.BlockLength"/> patches.</summary>
    Block,
}
