using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.JointEmbedding;

/// <summary>
/// Joint-embedding prediction for the Transformer (Assran et al. 2023; for ECG Weimann and Conrad 2024): from the visible patches, predict
/// what a slowly following copy of the encoder makes of the hidden ones. L1 distance to layer-normalised targets.
/// </summary>
public sealed record JepaConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "jepa";

    /// <summary>The part of the patches that the encoder does not see.</summary>
    /// <value>Default: 0.8 (keep ratio 0.15 to 0.25 in Weimann and Conrad 2024).</value>
    public double MaskRatio { get; init; } = 0.8;

    /// <summary>Shortest run of hidden patches.</summary>
    /// <value>Default: 4; 10 patches of 50 ms in Weimann and Conrad 2024.</value>
    public int BlockLength { get; init; } = 4;

    /// <summary>Decay of the target encoder's moving average at the start.</summary>
    /// <value>Default: 0.998.</value>
    public double TargetDecayStart { get; init; } = 0.998;

    /// <summary>Decay at the end, reached linearly.</summary>
    /// <value>Default: 0.9995.</value>
    public double TargetDecayEnd { get; init; } = 0.9995;

    /// <summary>Width of the predictor.</summary>
    /// <value>Default: 128.</value>
    public int PredictorWidth { get; init; } = 128;

    /// <summary>Blocks of the predictor.</summary>
    /// <value>Default: 2.</value>
    public int PredictorDepth { get; init; } = 2;

    /// <summary>Attention heads of the predictor; they divide <see cref="PredictorWidth"/>.</summary>
    /// <value>Default: 4.</value>
    public int PredictorHeads { get; init; } = 4;

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (!(MaskRatio > 0 && MaskRatio < 1))
        {
            problems.Add($"MaskRatio is {MaskRatio}; it lies in (0, 1), usually 0.7 to 0.85.");
        }

        if (BlockLength < 1)
        {
            problems.Add($"BlockLength is {BlockLength}; it is at least 1 patch.");
        }

        if (!(TargetDecayStart > 0 && TargetDecayStart <= TargetDecayEnd && TargetDecayEnd <= 1))
        {
            problems.Add($"TargetDecayStart is {TargetDecayStart} and TargetDecayEnd is {TargetDecayEnd}; they rise within (0, 1].");
        }

        if (PredictorWidth < 1 || PredictorDepth < 1 || PredictorHeads < 1 || PredictorWidth % Math.Max(1, PredictorHeads) != 0)
        {
            problems.Add($"PredictorWidth {PredictorWidth}, PredictorDepth {PredictorDepth} and PredictorHeads {PredictorHeads} are at least 1 and the heads divide the width.");
        }

        SpecException.ThrowIfAny(nameof(JepaConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => new JepaParadigm(encoder, this);
}
