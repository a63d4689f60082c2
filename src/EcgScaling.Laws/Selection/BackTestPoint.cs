namespace EcgScaling.Laws.Selection;

/// <summary>One held-out point of a back-test.</summary>
/// <param name="Origin">The largest axis value that the fit saw.</param>
/// <param name="Axis">The axis value of the point.</param>
/// <param name="Row">The row of the data.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Predicted">What was predicted.</param>
/// <param name="Lower">The lower end of the prediction interval.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Standardised">The residual divided by its predicted standard deviation.</param>
public sealed record BackTestPoint(double Origin, double Axis, int Row, double Measured, double Predicted, double Lower, double Upper, double Standardised);
