namespace TorchSharp.Modules;

/// <summary>Options of Adam and AdamW. What is null comes from the optimiser.</summary>
public abstract class AdamOptions : OptimizerOptions
{
    /// <summary>Decay of the mean gradient.</summary>
    public double? beta1;

    /// <summary>Decay of the mean squared gradient.</summary>
    public double? beta2;

    /// <summary>Weight decay.</summary>
    public double? weight_decay;

    /// <summary>Added to the divisor.</summary>
    public double? eps;

    /// <summary>True divides by the largest mean squared gradient so far.</summary>
    public bool? amsgrad;

    /// <summary>True climbs.</summary>
    public bool? maximize;

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        base.SaveStateDict(writer);
        writer.Write(beta1.GetValueOrDefault());
        writer.Write(beta2.GetValueOrDefault());
        writer.Write(eps.GetValueOrDefault());
        writer.Write(weight_decay.GetValueOrDefault());
        writer.Write(amsgrad.GetValueOrDefault());
        writer.Write(maximize.GetValueOrDefault());
    }

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        base.LoadStateDict(reader);
        beta1 = reader.ReadDouble();
        beta2 = reader.ReadDouble();
        eps = reader.ReadDouble();
        weight_decay = reader.ReadDouble();
        amsgrad = reader.ReadBoolean();
        maximize = reader.ReadBoolean();
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerOptions source)
    {
        if (source is not AdamOptions options)
        {
            throw new ArgumentException($"Options of {source?.GetType()} are not Adam's.", nameof(source));
        }

        base.LoadStateDict(source);
        (beta1, beta2, eps, weight_decay, amsgrad, maximize) =
            (options.beta1, options.beta2, options.eps, options.weight_decay, options.amsgrad, options.maximize);
    }

    internal void FillFrom(AdamOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        beta1 ??= defaults.beta1;
        beta2 ??= defaults.beta2;
        eps ??= defaults.eps;
        weight_decay ??= defaults.weight_decay;
        amsgrad ??= defaults.amsgrad;
        maximize ??= defaults.maximize;
        InitialLearningRate = LearningRate ?? 0;
        RequireRange(LearningRate >= 0, "learning rate", LearningRate, "at least 0");
        RequireRange(eps >= 0, nameof(eps), eps, "at least 0");
        RequireRange(beta1 is >= 0 and < 1, nameof(beta1), beta1, "from 0 to below 1");
        RequireRange(beta2 is >= 0 and < 1, nameof(beta2), beta2, "from 0 to below 1");
        RequireRange(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
    }

    internal static void RequireRange(bool holds, string name, double? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"The {name} is {value}, but must be {range}.");
        }
    }
}
