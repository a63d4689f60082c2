using System.Globalization;
using System.Text.Json.Serialization;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// A random change of a prepared tracing that keeps what it shows. Only recorded samples are changed: padding stays 0 and keeps its length, because
/// in CODE that length predicts labels. Immutable and thread-safe; what is drawn depends on the stream alone.
/// </summary>
/// <remarks>Amplitudes are in the unit of the tracing, millivolts unless its pipeline normalises. Derive from it for a change of your own.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AmplitudeScale), "amplitude-scale")]
[JsonDerivedType(typeof(BaselineWander), "baseline-wander")]
[JsonDerivedType(typeof(CropResize), "crop-resize")]
[JsonDerivedType(typeof(LeadMask), "lead-mask")]
[JsonDerivedType(typeof(MuscleNoise), "muscle-noise")]
[JsonDerivedType(typeof(Powerline), "powerline")]
[JsonDerivedType(typeof(RandomCrop), "random-crop")]
[JsonDerivedType(typeof(TimeOut), "time-out")]
[JsonDerivedType(typeof(TimeWarp), "time-warp")]
[JsonDerivedType(typeof(VcgRotation), "vcg-rotation")]
public abstract record EcgAugmentation
{
    /// <summary>The probability with which a tracing is changed at all.</summary>
    /// <value>Default: 1.</value>
    public double Probability { get; init; } = 1;

    /// <summary>What the random stream of this augmentation is called, for example <c>time-out</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>The shape of what comes out for tracings of some shape.</summary>
    /// <exception cref="ArgumentException">The augmentation cannot be applied to that shape; the message says what helps.</exception>
    public virtual TracingShape OutputOf(TracingShape input) => input;

    /// <summary>Changes a tracing in place, or leaves it, as the stream says.</summary>
    /// <param name="tracing">A prepared tracing: finite values.</param>
    /// <param name="random">Gives the random numbers; an equal stream gives an equal change.</param>
    /// <exception cref="ArgumentException">The augmentation cannot be applied to tracings of this shape.</exception>
    public void Apply(Tracing tracing, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(tracing);
        ArgumentNullException.ThrowIfNull(random);
        if (random.NextBoolean(Probability))
        {
            Change(tracing, random);
        }
    }

    /// <summary>Throws, listing every problem, unless the values make sense.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        Require(problems, Probability is >= 0 and <= 1, $"{nameof(Probability)} is {Probability}; it lies in [0, 1].");
        Check(problems);
        SpecException.ThrowIfAny(GetType().Name, problems);
    }

    /// <summary>Changes a tracing.</summary>
    /// <param name="tracing">The tracing; it may have no recorded sample.</param>
    /// <param name="random">The stream, after the draw for <see cref="Probability"/>.</param>
    protected abstract void Change(Tracing tracing, RandomStream random);

    /// <summary>Adds a line for each value that is out of range.</summary>
    protected abstract void Check(ICollection<string> problems);

    /// <summary>Adds a problem unless something holds.</summary>
    protected static void Require(ICollection<string> problems, bool holds, FormattableString problem)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(problem);
        if (!holds)
        {
            problems.Add(problem.ToString(CultureInfo.InvariantCulture));
        }
    }
}
