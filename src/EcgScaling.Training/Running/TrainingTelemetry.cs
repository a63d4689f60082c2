using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EcgScaling.Training.Running;

/// <summary>What observers can subscribe to; nothing is computed for it while nobody does.</summary>
internal static class TrainingTelemetry
{
    public const string Name = "EcgScaling.Training";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Records = Meter.CreateCounter<long>("ecgscaling.training.records", "{record}", "Tracings trained on.");

    public static readonly Histogram<double> StepSeconds = Meter.CreateHistogram<double>("ecgscaling.training.step.duration", "s", "Time of one step, the wait for its batch included.");

    public static readonly Histogram<double> LoaderSeconds = Meter.CreateHistogram<double>("ecgscaling.training.loader.wait", "s", "Time a step waited for its batch.");

    public static readonly Histogram<double> Loss = Meter.CreateHistogram<double>("ecgscaling.training.loss", null, "Training loss of a step.");
}
