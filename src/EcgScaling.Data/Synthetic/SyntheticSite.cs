namespace EcgScaling.Data.Synthetic;

/// <summary>
/// Where synthetic exams come from: who is examined, how often each condition occurs, and with which device. Two sites that differ make
/// in-distribution and out-of-distribution real notions.
/// </summary>
public sealed record SyntheticSite
{
    /// <summary>The name, part of every random stream of the site.</summary>
    public required string Name { get; init; }

    /// <summary>A number that keeps ids of sites apart: ids are number x 10^9 + index + 1.</summary>
    public required int Number { get; init; }

    /// <summary>How often each label of <see cref="SyntheticLabels.All"/> occurs at the mean age, in [0, 1].</summary>
    public required IReadOnlyDictionary<string, double> Prevalence { get; init; }

    /// <summary>Mean age in years.</summary>
    public double MeanAge { get; init; } = 53;

    /// <summary>Standard deviation of age in years.</summary>
    public double AgeDeviation { get; init; } = 17;

    /// <summary>The share of women.</summary>
    public double FemaleShare { get; init; } = 0.6;

    /// <summary>The device's low-pass corner in hertz.</summary>
    public double LowPassHertz { get; init; } = 100;

    /// <summary>The frequency of the mains in hertz.</summary>
    public double MainsHertz { get; init; } = 60;

    /// <summary>Typical mains interference in millivolts.</summary>
    public double MainsMillivolts { get; init; } = 0.004;

    /// <summary>Typical muscle noise of one electrode in millivolts.</summary>
    public double MuscleMillivolts { get; init; } = 0.012;

    /// <summary>Typical baseline wander of one electrode in millivolts.</summary>
    public double WanderMillivolts { get; init; } = 0.06;

    /// <summary>The chance of an electrode artefact in an exam.</summary>
    public double ArtefactRate { get; init; } = 0.06;

    /// <summary>The step of the device's converter in millivolts.</summary>
    public double QuantumMillivolts { get; init; } = 0.005;

    /// <summary>The device's calibration error, a factor's standard deviation.</summary>
    public double GainDeviation { get; init; } = 0.03;

    /// <summary>Remote primary care, much as CODE's population, with conditions about three times as frequent so that small data sets hold them.</summary>
    public static SyntheticSite Telehealth { get; } = new()
    {
        Name = "telehealth",
        Number = 1,
        Prevalence = Rates(0.05, 0.08, 0.05, 0.05, 0.055, 0.065, 0.06, 0.035, 0.035, 0.06, 0.04, 0.035),
    };

    /// <summary>A cardiology ward: older patients, more disease, 50 Hz mains, a cleaner device with a 150 Hz band.</summary>
    public static SyntheticSite Hospital { get; } = new()
    {
        Name = "hospital",
        Number = 2,
        Prevalence = Rates(0.10, 0.11, 0.09, 0.07, 0.14, 0.10, 0.14, 0.10, 0.10, 0.12, 0.08, 0.06),
        MeanAge = 66,
        AgeDeviation = 13,
        FemaleShare = 0.45,
        LowPassHertz = 150,
        MainsHertz = 50,
        MainsMillivolts = 0.002,
        MuscleMillivolts = 0.008,
        WanderMillivolts = 0.04,
        QuantumMillivolts = 0.001,
    };

    /// <summary>An emergency room: hurried recordings with muscle noise, wander and artefacts, many fast hearts.</summary>
    public static SyntheticSite Emergency { get; } = new()
    {
        Name = "emergency",
        Number = 3,
        Prevalence = Rates(0.06, 0.07, 0.05, 0.03, 0.10, 0.22, 0.09, 0.09, 0.11, 0.10, 0.06, 0.05),
        MeanAge = 58,
        AgeDeviation = 20,
        FemaleShare = 0.5,
        LowPassHertz = 40,
        MainsHertz = 50,
        MainsMillivolts = 0.010,
        MuscleMillivolts = 0.030,
        WanderMillivolts = 0.14,
        ArtefactRate = 0.25,
    };

    /// <summary>Young athletes: slow hearts, high voltages, little disease.</summary>
    public static SyntheticSite Screening { get; } = new()
    {
        Name = "screening",
        Number = 4,
        Prevalence = Rates(0.04, 0.03, 0.004, 0.30, 0.004, 0.01, 0.03, 0.003, 0.003, 0.03, 0.02, 0.003),
        MeanAge = 24,
        AgeDeviation = 6,
        FemaleShare = 0.35,
        LowPassHertz = 150,
        MainsHertz = 50,
        MuscleMillivolts = 0.015,
        QuantumMillivolts = 0.0025,
    };

    /// <summary>The sites above.</summary>
    public static IReadOnlyList<SyntheticSite> All { get; } = [Telehealth, Hospital, Emergency, Screening];

    /// <summary>A site by its name.</summary>
    /// <exception cref="ArgumentException">There is no such site.</exception>
    public static SyntheticSite Named(string name) =>
        All.FirstOrDefault(site => string.Equals(site.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No synthetic site '{name}'; there are {string.Join(", ", All.Select(site => site.Name))}.", nameof(name));

    /// <summary>Throws, listing every problem, unless exams can be made for the site.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        foreach (var label in SyntheticLabels.All)
        {
            if (!Prevalence.TryGetValue(label, out var rate) || !(rate >= 0 && rate < 1))
            {
                problems.Add($"{nameof(Prevalence)} of {label} is missing or not in [0, 1).");
            }
        }

        if (Number is < 0 or > 9_000_000)
        {
            problems.Add($"{nameof(Number)} must be in 0 to 9,000,000.");
        }

        ReadOnlySpan<(string Name, double Value, double Low, double High)> checks =
        [
            (nameof(MeanAge), MeanAge, 0, 120), (nameof(AgeDeviation), AgeDeviation, 0, 60), (nameof(FemaleShare), FemaleShare, 0, 1),
            (nameof(LowPassHertz), LowPassHertz, 10, 2000), (nameof(MainsHertz), MainsHertz, 1, 1000), (nameof(MainsMillivolts), MainsMillivolts, 0, 10),
            (nameof(MuscleMillivolts), MuscleMillivolts, 0, 10), (nameof(WanderMillivolts), WanderMillivolts, 0, 10), (nameof(ArtefactRate), ArtefactRate, 0, 1),
            (nameof(QuantumMillivolts), QuantumMillivolts, 0, 1), (nameof(GainDeviation), GainDeviation, 0, 0.5),
        ];
        foreach (var (name, value, low, high) in checks)
        {
            if (!(value >= low && value <= high))
            {
                problems.Add(FormattableString.Invariant($"{name} is {value}; allowed is {low} to {high}."));
            }
        }

        SpecException.ThrowIfAny($"{nameof(SyntheticSite)} {Name}", problems);
    }

    private static Dictionary<string, double> Rates(params ReadOnlySpan<double> rates)
    {
        var map = new Dictionary<string, double>();
        for (var label = 0; label < rates.Length; label++)
        {
            map[SyntheticLabels.All[label]] = rates[label];
        }

        return map;
    }
}
