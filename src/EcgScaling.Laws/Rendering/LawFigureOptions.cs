using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Rendering;

/// <summary>How the figures of a fit are labelled and how much they show.</summary>
public sealed record LawFigureOptions
{
    /// <summary>The label of the loss axis.</summary>
    /// <value>null: "Loss", or the name of the loss column</value>
    public string? LossLabel { get; init; }

    /// <summary>Labels of inputs, such as D = "Training records D".</summary>
    /// <value>none: "Parameters N", "Training examples D", "Compute C (FLOP)"</value>
    public IReadOnlyDictionary<LawInput, string> InputLabels { get; init; } = new Dictionary<LawInput, string>();

    /// <summary>The level of bands and intervals.</summary>
    /// <value>0.95</value>
    public double Level { get; init; } = 0.95;

    /// <summary>Whether curves get a band that holds the whole law at once.</summary>
    /// <value>true</value>
    public bool Bands { get; init; } = true;

    /// <summary>The most curves in one figure: a second input with more values than that is gathered into so many ranges.</summary>
    /// <value>5</value>
    public int MostCurves { get; init; } = 5;

    internal string LabelOf(LawInput input) => InputLabels.TryGetValue(input, out string? label) ? label : input switch
    {
        LawInput.N => "Parameters N",
        LawInput.D => "Training examples D",
        LawInput.C => "Compute C (FLOP)",
        LawInput.U => "Distinct training examples U",
        _ => "x",
    };

    internal string LossLabelOf(Input.ScalingData data) => LossLabel ?? data.LossName switch
    {
        "loss" => "Loss",
        "loss_nats" => "Loss (nats)",
        _ => data.LossName.Replace('_', ' '),
    };
}
