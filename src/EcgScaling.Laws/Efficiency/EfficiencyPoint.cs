namespace EcgScaling.Laws.Efficiency;

/// <summary>An efficiency at one loss level.</summary>
/// <param name="Loss">The loss (for transfer: the in-distribution loss) at which the families are compared.</param>
/// <param name="Ratio">The efficiency of family a over b; above one, a needs less.</param>
/// <param name="Lower">The lower end of its profile interval.</param>
/// <param name="Upper">The upper end of its profile interval.</param>
/// <param name="SimultaneousLower">The lower end of the band that holds for all levels at once.</param>
/// <param name="SimultaneousUpper">The upper end of the band that holds for all levels at once.</param>
/// <param name="ScaleA">What family a needs: N, D or C. For transfer: its elasticity.</param>
/// <param name="ScaleB">What family b needs.</param>
/// <param name="Observed">Whether both lie within the range that was observed of each family.</param>
public sealed record EfficiencyPoint(double Loss, double Ratio, double Lower, double Upper, double SimultaneousLower, double SimultaneousUpper, double ScaleA, double ScaleB, bool Observed);
