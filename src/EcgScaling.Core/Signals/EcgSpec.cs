using System.Globalization;

namespace EcgScaling;

/// <summary>
/// What a model eats: leads in order, sample rate, samples per tracing, and the preprocessing that brings a tracing in
/// millivolts there. It is stored with every checkpoint, so that training and inference prepare their input alike.
/// </summary>
public sealed record EcgSpec
{
    /// <summary>The leads, in the order of the lead axis.</summary>
    /// <value>Default: the standard twelve.</value>
    public LeadSet Leads { get; init; } = LeadSet.Twelve;

    /// <summary>The sample rate.</summary>
    /// <value>Default: 400 Hz, as in the CODE shards.</value>
    public SampleRate Rate { get; init; } = SampleRate.Code;

    /// <summary>Samples per tracing.</summary>
    /// <value>Default: 4096, 10.24 s at 400 Hz.</value>
    public int Samples { get; init; } = 4096;

    /// <summary>
    /// The preprocessing pipeline as text, steps joined by <c>|</c>, for example <c>resample(400)|highpass(0.5)|crop(4096)</c>.
    /// Empty where the tracing in millivolts is taken as it is.
    /// </summary>
    /// <value>Default: empty.</value>
    public string Preprocessing { get; init; } = string.Empty;

    /// <summary>The shape of a batch, <c>(batch, lead, sample)</c>.</summary>
    public long[] BatchShape(int batch) => [batch, Leads.Count, Samples];

    /// <summary>Throws, listing every problem, unless a model can be built for this spec.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Samples < 1)
        {
            problems.Add($"{nameof(Samples)} is {Samples.ToString(CultureInfo.InvariantCulture)}; a tracing has at least one sample, usually 1000 to 5000.");
        }

        if (Rate.Hertz <= 0)
        {
            problems.Add($"{nameof(Rate)} is not set; use new SampleRate(400) or the rate of your records.");
        }

        SpecException.ThrowIfAny(nameof(EcgSpec), problems);
    }

    /// <summary>Throws unless a tracing of this shape is what the spec asks for; the message says how to mend it.</summary>
    /// <exception cref="ArgumentException">Leads, rate or length differ.</exception>
    public void Require(LeadSet leads, SampleRate rate, int samples)
    {
        var problems = new List<string>();
        if (!leads.Equals(Leads))
        {
            problems.Add($"leads are {leads}, expected {Leads} (select or derive them with the step leads({Leads}))");
        }

        if (rate != Rate)
        {
            problems.Add($"sample rate is {rate}, expected {Rate} (add the step resample({Rate.Hertz.ToString(CultureInfo.InvariantCulture)}))");
        }

        if (samples != Samples)
        {
            problems.Add($"length is {samples} samples, expected {Samples} (add the step crop({Samples}))");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"The tracing does not fit the model's EcgSpec: {string.Join("; ", problems)}.");
        }
    }
}
