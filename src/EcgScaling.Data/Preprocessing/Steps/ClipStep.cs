using System.Globalization;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary><c>clip(x)</c>: limits values to -x..x.</summary>
internal sealed class ClipStep(double limit) : IPreprocessingStep
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"clip({limit})");

    public TracingShape OutputOf(TracingShape input) => input;

    public void Apply(Tracing tracing)
    {
        var bound = (float)limit;
        foreach (ref var value in tracing.Values.AsSpan())
        {
            value = Math.Clamp(value, -bound, bound);
        }
    }
}
