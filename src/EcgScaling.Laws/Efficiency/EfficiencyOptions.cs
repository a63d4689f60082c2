using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Efficiency;

/// <summary>Where and how efficiencies are computed.</summary>
public sealed record EfficiencyOptions
{
    /// <summary>The losses at which the families are compared.</summary>
    /// <value>empty: nine levels, in equal ratios, over the losses that both families reach within their observed ranges</value>
    public IReadOnlyList<double> Losses { get; init; } = [];

    /// <summary>The value of the law's other input: D for parameter efficiency, N for data efficiency.</summary>
    /// <value>NaN: the geometric mean over all points</value>
    public double Other { get; init; } = double.NaN;

    /// <summary>The compute model of each family, for compute efficiency on frontiers.</summary>
    /// <value>6·N·D for families left out</value>
    public IReadOnlyDictionary<string, ComputeModel> Compute { get; init; } = new Dictionary<string, ComputeModel>();

    /// <summary>The in-distribution asymptotes E_id of each family, for transfer efficiency.</summary>
    /// <value>the law's own E_x for families left out</value>
    public IReadOnlyDictionary<string, double> InDistributionAsymptotes { get; init; } = new Dictionary<string, double>();

    /// <summary>The nominal coverage.</summary>
    /// <value>0.95</value>
    public double Level { get; init; } = 0.95;

    internal static LawInput AxisOf(EfficiencyKind kind) => kind switch
    {
        EfficiencyKind.Parameter => LawInput.N,
        EfficiencyKind.Data => LawInput.D,
        EfficiencyKind.Compute => LawInput.C,
        _ => LawInput.X,
    };
}
