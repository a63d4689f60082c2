using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Augmentations one after the other. Each draws from a stream of its own, keyed by (seed, its name, index), so that adding or removing one leaves what the others
/// draw as it is. Immutable and thread-safe.
/// </summary>
/// <example><code>var chain = AugmentationChain.Of(new CropResize(), new TimeOut(), new LeadMask { LeadProbability = 0.2 });
/// chain.Apply(tracing, seed: 7, epoch, exam, view);</code></example>
public sealed class AugmentationChain
{
    private readonly string[] _purposes;

    private AugmentationChain(EcgAugmentation[] steps)
    {
        Steps = steps;
        // The second of a kind has another stream than the first.
        _purposes = [.. steps.Select((step, place) => steps.Take(place).Count(other => other.Name == step.Name) is var before and > 0 ? $"augment/{step.Name}#{before + 1}" : $"augment/{step.Name}")];
    }

    /// <summary>The augmentations in order.</summary>
    public IReadOnlyList<EcgAugmentation> Steps { get; }

    /// <summary>Two views a tracing as in the SimCLR study of Mehari and Strodthoff 2022: crop-resize from 0.5, time-out of 0.2 to 0.4.</summary>
    public static AugmentationChain MehariStrodthoff2022 { get; } = Of(new CropResize(), new TimeOut());

    /// <summary>3KG of Gopal et al. 2021: rotation of the vectorcardiogram up to 45 degrees, scaled up to 1.5, half the time masked.</summary>
    public static AugmentationChain Gopal2021 { get; } = Of(new VcgRotation { MaximumScale = 1.5 }, new TimeOut { Minimum = 0, Maximum = 0.5 });

    /// <summary>Random lead masking of Oh et al. 2022: each lead with probability 0.5.</summary>
    public static AugmentationChain Oh2022 { get; } = Of(new LeadMask());

    /// <summary>Makes a chain.</summary>
    /// <exception cref="SpecException">Some value is out of range; all problems of all steps are listed.</exception>
    public static AugmentationChain Of(params IEnumerable<EcgAugmentation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        EcgAugmentation[] chosen = [.. steps];
        var problems = new List<string>();
        for (var place = 0; place < chosen.Length; place++)
        {
            try
            {
                chosen[place].Validate();
            }
            catch (SpecException error)
            {
                problems.AddRange(error.Problems.Select(problem => $"{chosen[place].GetType().Name} ({place + 1}): {problem}"));
            }
        }

        SpecException.ThrowIfAny(nameof(AugmentationChain), problems);
        return new AugmentationChain(chosen);
    }

    /// <summary>The shape of what comes out for tracings of some shape.</summary>
    /// <exception cref="ArgumentException">Some augmentation cannot be applied.</exception>
    public TracingShape OutputOf(TracingShape input) => Steps.Aggregate(input, (shape, step) => step.OutputOf(shape));

    /// <summary>Changes a tracing in place.</summary>
    /// <param name="tracing">A prepared tracing.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="index">What tells this change from others, such as (epoch, exam, view).</param>
    /// <exception cref="ArgumentException">Some augmentation cannot be applied to tracings of this shape.</exception>
    public void Apply(Tracing tracing, ulong seed, params ReadOnlySpan<long> index)
    {
        for (var place = 0; place < Steps.Count; place++)
        {
            Steps[place].Apply(tracing, new RandomStream(seed, _purposes[place], index));
        }
    }
}
