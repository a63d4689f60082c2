namespace EcgScaling.Training.Optimisation;

/// <summary>The course of the learning rate over a run.</summary>
public sealed record ScheduleConfig
{
    /// <summary>The course after the warm-up.</summary>
    /// <value>Default: <see cref="ScheduleKind.Cosine"/>.</value>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Cosine;

    /// <summary>Linear warm-up from zero, as a part of the run.</summary>
    /// <value>Default: 0.05; published ECG pre-training uses 0.05 to 0.1.</value>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>Warm-up in steps, which then goes before <see cref="WarmUp"/>; give it when runs of different lengths shall share their beginning.</summary>
    /// <value>Default: none.</value>
    public long? WarmUpSteps { get; init; }

    /// <summary>The rate at the end as a part of the peak (cosine, WSD), and the lowest one of the plateau schedule.</summary>
    /// <value>Default: 0.01.</value>
    public double Floor { get; init; } = 0.01;

    /// <summary>The part of the run in which a WSD schedule decays.</summary>
    /// <value>Default: 0.2 (Hägele et al. 2024).</value>
    public double Decay { get; init; } = 0.2;

    /// <summary>The shape of that decay.</summary>
    /// <value>Default: <see cref="DecayShape.InverseRoot"/>.</value>
    public DecayShape DecayShape { get; init; } = DecayShape.InverseRoot;

    /// <summary>What the plateau schedule multiplies the rate with.</summary>
    /// <value>Default: 0.1 (Ribeiro et al. 2020).</value>
    public double PlateauFactor { get; init; } = 0.1;

    /// <summary>Evaluations without improvement before it does.</summary>
    /// <value>Default: 7 (Ribeiro et al. 2020).</value>
    public int PlateauPatience { get; init; } = 7;

    internal void Validate(List<string> problems)
    {
        foreach (var (name, value) in new[] { (nameof(WarmUp), WarmUp), (nameof(Floor), Floor), (nameof(Decay), Decay) })
        {
            if (!(value >= 0 && value <= 1))
            {
                problems.Add($"Schedule.{name} is {value}; it is a part in [0, 1].");
            }
        }

        if (Kind == ScheduleKind.Wsd && WarmUpSteps is null && WarmUp + Decay > 1)
        {
            problems.Add($"Schedule.WarmUp {WarmUp} and Schedule.Decay {Decay} are more than the whole run; lower one of them.");
        }

        if (WarmUpSteps < 0)
        {
            problems.Add($"Schedule.WarmUpSteps is {WarmUpSteps}; it is zero or more.");
        }

        if (!(PlateauFactor > 0 && PlateauFactor < 1))
        {
            problems.Add($"Schedule.PlateauFactor is {PlateauFactor}; it lies in (0, 1).");
        }

        if (PlateauPatience < 1)
        {
            problems.Add($"Schedule.PlateauPatience is {PlateauPatience}; it is at least 1 evaluation.");
        }
    }
}
