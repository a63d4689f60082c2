namespace EcgScaling.Laws.Forms;

/// <summary>What a law is a function of.</summary>
public enum LawInput
{
    /// <summary>N: model parameters.</summary>
    N,

    /// <summary>D: training examples or tokens seen.</summary>
    D,

    /// <summary>C: training compute in FLOP.</summary>
    C,

    /// <summary>U: distinct training examples.</summary>
    U,

    /// <summary>X: another loss or any other quantity, for loss-to-loss and metric laws.</summary>
    X,
}
