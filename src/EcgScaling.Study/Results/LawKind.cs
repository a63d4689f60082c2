namespace EcgScaling.Study.Results;

/// <summary>Which way of the design a law follows.</summary>
public enum LawKind
{
    /// <summary>L(N): loss against model size, at the largest data size.</summary>
    Size,

    /// <summary>L(D): loss against training records, at the largest model size.</summary>
    Data,

    /// <summary>L(N, D): loss against both.</summary>
    SizeAndData,
}
