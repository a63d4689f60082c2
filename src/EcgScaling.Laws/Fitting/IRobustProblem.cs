using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>A problem made of residuals under one loss, whose Huber delta can be lowered step by step.</summary>
internal interface IRobustProblem : IMinimizationProblem
{
    FitObjective Objective { get; }

    double Delta { get; set; }

    /// <summary>Whether second derivatives are worth their cost now; a law without its own has them differenced.</summary>
    bool DifferenceCurvature { get; set; }

    /// <summary>Whether second derivatives have been seen to be differenced.</summary>
    bool IsCurvatureCostly { get; }

    /// <summary>How many residuals there can be.</summary>
    int RowCount { get; }

    /// <summary>Copies the residuals and weights of the last evaluation for rows with weight; returns how many.</summary>
    int CopyResiduals(Span<double> residuals, Span<double> weights);
}
