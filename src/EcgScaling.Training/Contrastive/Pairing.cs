namespace EcgScaling.Training.Contrastive;

/// <summary>What makes two views a positive pair.</summary>
public enum Pairing
{
    /// <summary>Two random augmentations of one tracing (SimCLR, Chen et al. 2020).</summary>
    Views,

    /// <summary>The two halves in time of one tracing (CMSC of CLOCS, Kiyasseh et al. 2021).</summary>
    Segments,

    /// <summary>Two exams of one patient (PCLR, Diamant et al. 2022).</summary>
    Patient,
}
