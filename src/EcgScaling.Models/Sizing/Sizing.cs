namespace EcgScaling.Models;

/// <summary>From a configuration to its cost, and from a target number of parameters to the configuration nearest to it.</summary>
public static class Sizing
{
    private const double LeastMultiplier = 1e-4;
    private const double MostMultiplier = 1e4;
    private const int MostDepth = 4096;

    /// <summary>The cost of an encoder with, if wanted, a linear head.</summary>
    /// <param name="config">The encoder.</param>
    /// <param name="outputs">Outputs of a linear head; 0 for no head.</param>
    public static EncoderSize Of(EncoderConfig config, int outputs = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfNegative(outputs);
        config.Validate();
        var tally = new OperatorTally();
        var features = config.Count(tally);
        if (outputs > 0)
        {
            tally.Linear(features, outputs);
        }

        return tally.ToSize();
    }

    /// <summary>The configuration whose number of parameters is nearest to a target.</summary>
    /// <param name="family">The family.</param>
    /// <param name="targetParameters">Trainable parameters of the encoder, without a head.</param>
    /// <param name="rule">What grows; null for the family's own rule.</param>
    /// <param name="basis">Where all other knobs come from, input included; null for the family's basis at the default input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not positive, or the rule cannot come within a factor of 2 of it.</exception>
    public static SizedConfig Nearest(EncoderFamily family, long targetParameters, ScalingRule? rule = null, EncoderConfig? basis = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetParameters);
        basis ??= family.Basis(new EcgSpec());
        if (basis.GetType() != family.ConfigType)
        {
            throw new ArgumentException($"The basis is a {basis.GetType().Name}, but family '{family.Name}' is configured by {family.ConfigType.Name}.", nameof(basis));
        }

        var chosen = rule ?? family.DefaultRule;
        var config = chosen switch
        {
            ScalingRule.WidthOnly => NearestWidth(targetParameters, multiplier => family.WithWidth(basis, multiplier)),
            ScalingRule.DepthOnly => NearestDepth(family, basis, targetParameters),
            ScalingRule.Compound => NearestCompound(family, basis, targetParameters),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, $"Allowed: {string.Join(", ", Enum.GetNames<ScalingRule>())}."),
        };
        var sized = new SizedConfig { Family = family.Name, Target = targetParameters, Rule = chosen, Config = config, Size = Of(config) };
        if (Math.Abs(Math.Log((double)sized.Size.Parameters / targetParameters)) > Math.Log(2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(targetParameters),
                targetParameters,
                $"Under the rule {chosen} the nearest {family.Name} has {sized.Size.Parameters} parameters, not within a factor of 2. Use another rule or another basis.");
        }

        return sized;
    }

    /// <summary>Nearest configurations for several targets, by name of the family.</summary>
    public static IReadOnlyList<SizedConfig> Ladder(EncoderFamily family, IEnumerable<long> targets, ScalingRule? rule = null, EncoderConfig? basis = null) =>
        [.. targets.Select(target => Nearest(family, target, rule, basis))];

    private static EncoderConfig NearestCompound(EncoderFamily family, EncoderConfig basis, long target)
    {
        EncoderConfig At(double multiplier) => family.WithDepth(family.WithWidth(basis, multiplier), family.CompoundDepth(basis, multiplier));
        var (below, above) = Bracket(target, At);
        var depth = family.CompoundDepth(basis, Math.Sqrt(below * above));
        var deeper = family.WithDepth(basis, depth);
        return NearestWidth(target, multiplier => family.WithWidth(deeper, multiplier));
    }

    private static EncoderConfig NearestWidth(long target, Func<double, EncoderConfig> at)
    {
        var (below, above) = Bracket(target, at);
        return Nearer(target, at(below), at(above));
    }

    private static EncoderConfig NearestDepth(EncoderFamily family, EncoderConfig basis, long target)
    {
        var (below, above) = (1, MostDepth);
        while (above - below > 1)
        {
            var middle = (below + above) / 2;
            (below, above) = ParametersOf(family.WithDepth(basis, middle)) <= target ? (middle, above) : (below, middle);
        }

        return Nearer(target, family.WithDepth(basis, below), family.WithDepth(basis, above));
    }

    /// <summary>Two multipliers next to each other, between which the number of parameters steps over the target.</summary>
    private static (double Below, double Above) Bracket(long target, Func<double, EncoderConfig> at)
    {
        var (below, above) = (LeastMultiplier, MostMultiplier);
        while (above / below > 1 + 1e-9)
        {
            var middle = Math.Sqrt(below * above);
            (below, above) = ParametersOf(at(middle)) <= target ? (middle, above) : (below, middle);
        }

        return (below, above);
    }

    private static EncoderConfig Nearer(long target, EncoderConfig a, EncoderConfig b) =>
        Distance(a, target) <= Distance(b, target) ? a : b;

    private static double Distance(EncoderConfig config, long target) => Math.Abs((double)ParametersOf(config) - target);

    /// <summary>Parameters, or the largest number where even 63 bits do not hold them.</summary>
    private static long ParametersOf(EncoderConfig config)
    {
        try
        {
            return config.ParameterCount;
        }
        catch (OverflowException)
        {
            return long.MaxValue;
        }
    }
}
