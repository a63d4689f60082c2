using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Adds slow waves, as breath and movement do: a sum of cosines with random frequencies, phases and strengths at each electrode.</summary>
/// <remarks>
/// Draws: the level, uniform in [0, <see cref="Amplitude"/>); then for each component its frequency, its phase and a Gaussian strength for each electrode.
/// A component's strengths have the standard deviation level / sqrt(components).
/// </remarks>
public sealed record BaselineWander : EcgAugmentation
{
    /// <summary>The largest standard deviation of a component's strength at an electrode, all components together.</summary>
    /// <value>Default: 0.2.</value>
    public double Amplitude { get; init; } = 0.2;

    /// <summary>The lowest frequency in hertz.</summary>
    /// <value>Default: 0.05.</value>
    public double MinimumHertz { get; init; } = 0.05;

    /// <summary>The highest frequency in hertz.</summary>
    /// <value>Default: 0.5.</value>
    public double MaximumHertz { get; init; } = 0.5;

    /// <summary>The number of cosines.</summary>
    /// <value>Default: 3.</value>
    public int Components { get; init; } = 3;

    /// <inheritdoc/>
    public override string Name => "baseline-wander";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var mix = ElectrodeMix.Of(tracing.Shape.Leads);
        var strengths = new float[mix.Electrodes];
        var shape = new float[tracing.Valid.Length];
        var level = random.NextDouble() * Amplitude / Math.Sqrt(Components);
        for (var component = 0; component < Components; component++)
        {
            var turn = 2 * Math.PI * random.NextDouble(MinimumHertz, MaximumHertz) / tracing.Shape.Rate.Hertz;
            var phase = 2 * Math.PI * random.NextDouble();
            foreach (ref var strength in strengths.AsSpan())
            {
                strength = (float)(level * random.NextGaussian());
            }

            for (var sample = 0; sample < shape.Length; sample++)
            {
                shape[sample] = (float)Math.Cos((turn * sample) + phase);
            }

            mix.AddShape(tracing, shape, strengths);
        }
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems)
    {
        Require(problems, Amplitude >= 0 && double.IsFinite(Amplitude), $"{nameof(Amplitude)} is {Amplitude}; zero or more.");
        Require(
            problems, MinimumHertz >= 0 && MinimumHertz <= MaximumHertz && double.IsFinite(MaximumHertz),
            $"{nameof(MinimumHertz)} is {MinimumHertz} and {nameof(MaximumHertz)} {MaximumHertz}; 0 <= minimum <= maximum.");
        Require(problems, Components is >= 1 and <= 1000, $"{nameof(Components)} is {Components}; 1 to 1000.");
    }
}
