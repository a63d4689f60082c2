namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>The logistic function's relatives, in forms that neither overflow nor cancel.</summary>
internal static class Logistic
{
    /// <summary>ln(1 + e^x).</summary>
    public static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>ln(p / (1 - p)).</summary>
    public static double Logit(double probability) => Math.Log(probability / (1 - probability));
}
