using System.Globalization;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Adds mains interference: one sine with a random strength at each electrode.</summary>
/// <remarks>
/// Draws: the level, uniform in [0, <see cref="Amplitude"/>); which of <see cref="Hertz"/>; its deviation, uniform in +-<see cref="Deviation"/>; the phase; a Gaussian
/// strength for each electrode.
/// </remarks>
public sealed record Powerline : EcgAugmentation
{
    /// <summary>The largest standard deviation of the strength at an electrode.</summary>
    /// <value>Default: 0.05.</value>
    public double Amplitude { get; init; } = 0.05;

    /// <summary>The mains frequencies, of which one is drawn.</summary>
    /// <value>Default: 50 and 60 Hz.</value>
    public IReadOnlyList<double> Hertz { get; init; } = [50, 60];

    /// <summary>How far the frequency strays, as a part of it.</summary>
    /// <value>Default: 0.002.</value>
    public double Deviation { get; init; } = 0.002;

    /// <inheritdoc/>
    public override string Name => "powerline";

    /// <inheritdoc/>
    public override TracingShape OutputOf(TracingShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var highest = Hertz.Max() * (1 + Deviation);
        return highest < input.Rate.Hertz / 2
            ? input
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"Mains interference of {highest:0.##} Hz does not fit tracings at {input.Rate}: devices filter it out before sampling. Leave the augmentation out, or choose a lower frequency."));
    }

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        _ = OutputOf(tracing.Shape);
        var mix = ElectrodeMix.Of(tracing.Shape.Leads);
        var level = random.NextDouble() * Amplitude;
        var hertz = Hertz[random.NextInt32(Hertz.Count)] * (1 + random.NextDouble(-Deviation, Deviation));
        var phase = 2 * Math.PI * random.NextDouble();
        var strengths = new float[mix.Electrodes];
        foreach (ref var strength in strengths.AsSpan())
        {
            strength = (float)(level * random.NextGaussian());
        }

        var shape = new float[tracing.Valid.Length];
        var turn = 2 * Math.PI * hertz / tracing.Shape.Rate.Hertz;
        for (var sample = 0; sample < shape.Length; sample++)
        {
            shape[sample] = (float)Math.Sin((turn * sample) + phase);
        }

        mix.AddShape(tracing, shape, strengths);
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems)
    {
        Require(problems, Amplitude >= 0 && double.IsFinite(Amplitude), $"{nameof(Amplitude)} is {Amplitude}; zero or more.");
        Require(problems, Deviation is >= 0 and < 1, $"{nameof(Deviation)} is {Deviation}; it lies in [0, 1).");
        Require(problems, Hertz.Count > 0 && Hertz.All(hertz => hertz > 0 && double.IsFinite(hertz)), $"{nameof(Hertz)} is [{string.Join(", ", Hertz)}]; at least one positive frequency.");
    }
}
