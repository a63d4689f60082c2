using System.Collections.Concurrent;
using EcgScaling.Data.Preprocessing.Filters;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>Any zero-phase filter, designed for each sample rate when it is first met. Padding stays as it is.</summary>
internal sealed class FilterStep(string text, EdgeExtension extension, Func<SampleRate, SecondOrderSections> design) : IPreprocessingStep
{
    private readonly ConcurrentDictionary<double, SecondOrderSections> _designs = new();

    public string Text => text;

    public TracingShape OutputOf(TracingShape input)
    {
        _ = SectionsFor(input.Rate);
        return input;
    }

    public void Apply(Tracing tracing) => SectionsFor(tracing.Shape.Rate).Apply(tracing, extension);

    private SecondOrderSections SectionsFor(SampleRate rate) => _designs.GetOrAdd(rate.Hertz, _ => design(rate));
}
