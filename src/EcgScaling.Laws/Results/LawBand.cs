using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Results;

/// <summary>A law along one input with its bands.</summary>
/// <param name="Input">The input that varies.</param>
/// <param name="Values">Its values.</param>
/// <param name="Estimate">The law.</param>
/// <param name="Lower">Lower ends for each place on its own.</param>
/// <param name="Upper">Upper ends for each place on its own.</param>
/// <param name="SimultaneousLower">Lower ends that hold for the whole curve at once.</param>
/// <param name="SimultaneousUpper">Upper ends that hold for the whole curve at once.</param>
/// <param name="RunLower">Lower ends for a new run.</param>
/// <param name="RunUpper">Upper ends for a new run.</param>
/// <param name="Level">The nominal coverage.</param>
public sealed record LawBand(
    LawInput Input,
    IReadOnlyList<double> Values,
    IReadOnlyList<double> Estimate,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper,
    IReadOnlyList<double> SimultaneousLower,
    IReadOnlyList<double> SimultaneousUpper,
    IReadOnlyList<double> RunLower,
    IReadOnlyList<double> RunUpper,
    double Level);
