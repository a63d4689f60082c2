namespace EcgScaling.Data.Synthetic;

/// <summary>What stays with a synthetic patient from exam to exam: build, anatomy and chronic conditions.</summary>
internal sealed record PatientTraits
{
    public required Sex Sex { get; init; }

    public required double FirstAge { get; init; }

    /// <summary>The heart's turn in the frontal, horizontal and sagittal plane, radians.</summary>
    public required (double Frontal, double Horizontal, double Sagittal) Axis { get; init; }

    /// <summary>How strongly the heart's dipole shows on the skin.</summary>
    public required double Gain { get; init; }

    /// <summary>Width of the QRS relative to the typical.</summary>
    public required double QrsScale { get; init; }

    public required double PrSeconds { get; init; }

    public required double QtcSeconds { get; init; }

    /// <summary>Height of the T wave relative to the typical.</summary>
    public required double RepolarisationGain { get; init; }

    /// <summary>How far bundle blocks are developed, about 1.</summary>
    public required double BlockSeverity { get; init; }

    public required Condition Chronic { get; init; }

    /// <summary>Harmless variants that carry no label: incomplete right block, flat T waves, early repolarisation.</summary>
    public required (bool IncompleteBlock, bool FlatT, bool EarlyRepolarisation, bool Smooth) Variant { get; init; }

    public static PatientTraits Of(ulong seed, SyntheticSite site, long patient)
    {
        var random = new RandomStream(seed, "synthetic/patient/" + site.Name, patient);
        var sex = random.NextBoolean(site.FemaleShare) ? Sex.Female : Sex.Male;
        var age = Math.Clamp(random.NextGaussian(site.MeanAge, site.AgeDeviation), 16, 98);
        var risk = new Risk(site, age, random);
        var chronic = Condition.None;
        if (risk.Strikes(Condition.LeftBundleBlock, 0.35))
        {
            chronic |= Condition.LeftBundleBlock;
        }

        // One of the two: a heart with both bundles blocked does not conduct.
        if (risk.Strikes(Condition.RightBundleBlock, 0.3) && chronic == Condition.None)
        {
            chronic |= Condition.RightBundleBlock;
        }

        chronic |= risk.Strikes(Condition.Hypertrophy, 0.2) ? Condition.Hypertrophy : 0;
        chronic |= risk.Strikes(Condition.InferiorInfarct, 0.4) ? Condition.InferiorInfarct : 0;
        chronic |= risk.Strikes(Condition.AnteriorInfarct, 0.4) ? Condition.AnteriorInfarct : 0;
        var low = risk.Strikes(Condition.LowVoltage, 0.15);
        chronic |= low && !chronic.HasFlag(Condition.Hypertrophy) ? Condition.LowVoltage : 0;
        var degree = Math.PI / 180;
        return new PatientTraits
        {
            Sex = sex,
            FirstAge = age,
            Axis = (degree * ((0.35 * (53 - age)) + random.NextGaussian(0, 19)), degree * random.NextGaussian(0, 15), degree * random.NextGaussian(0, 10)),
            Gain = Math.Exp(random.NextGaussian(sex == Sex.Female ? -0.09 : 0.04, 0.2) - (0.002 * (age - 50))),
            QrsScale = Math.Exp(random.NextGaussian(sex == Sex.Female ? -0.04 : 0.02, 0.08)),
            PrSeconds = Math.Clamp(random.NextGaussian(0.148 + (0.0003 * (age - 50)), 0.018), 0.11, 0.195),
            QtcSeconds = Math.Clamp(random.NextGaussian(sex == Sex.Female ? 0.421 : 0.409, 0.016), 0.36, 0.462),
            RepolarisationGain = Math.Exp(random.NextGaussian(sex == Sex.Male ? 0.08 : -0.05, 0.24)),
            BlockSeverity = Math.Clamp(random.NextGaussian(1, 0.22), 0.55, 1.6),
            Chronic = chronic,
            Variant = (random.NextBoolean(0.05), random.NextBoolean(0.07), sex == Sex.Male && age < 40 && random.NextBoolean(0.2), random.NextBoolean(0.5)),
        };
    }
}
