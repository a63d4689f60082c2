using System.Globalization;
using System.Numerics.Tensors;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary><c>scale(x)</c>: multiplies. <c>scale(mV)</c> is 1, <c>scale(uV)</c> 1000.</summary>
internal sealed class ScaleStep(double factor) : IPreprocessingStep
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"scale({factor})");

    public TracingShape OutputOf(TracingShape input) => input;

    public SignalUnit UnitOf(SignalUnit input) => factor == 1 ? input : SignalUnit.Scaled;

    public void Apply(Tracing tracing) => TensorPrimitives.Multiply(tracing.Values, (float)factor, tracing.Values);
}
