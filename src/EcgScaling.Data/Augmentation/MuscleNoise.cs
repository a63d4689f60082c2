using System.Buffers;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Adds muscle noise (EMG): white Gaussian noise at each electrode, whose spectrum lies above what an ECG is sampled at. Bipolar leads see sqrt(2) of
/// an electrode's, and neighbours share the noise of the limbs.
/// </summary>
/// <remarks>Draws: the level, uniform in [0, <see cref="Amplitude"/>); then for each electrode in order one Gaussian number a recorded sample.</remarks>
public sealed record MuscleNoise : EcgAugmentation
{
    /// <summary>The largest standard deviation at an electrode.</summary>
    /// <value>Default: 0.03.</value>
    public double Amplitude { get; init; } = 0.03;

    /// <inheritdoc/>
    public override string Name => "muscle-noise";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var mix = ElectrodeMix.Of(tracing.Shape.Leads);
        var level = random.NextDouble() * Amplitude;
        var rented = ArrayPool<float>.Shared.Rent(tracing.Valid.Length);
        var noise = rented.AsSpan(0, tracing.Valid.Length);
        for (var electrode = 0; electrode < mix.Electrodes; electrode++)
        {
            foreach (ref var value in noise)
            {
                value = (float)(level * random.NextGaussian());
            }

            mix.Add(tracing, electrode, noise);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems) =>
        Require(problems, Amplitude >= 0 && double.IsFinite(Amplitude), $"{nameof(Amplitude)} is {Amplitude}; zero or more.");
}
