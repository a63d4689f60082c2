using EcgScaling.Figures;
using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Rendering;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The best use of compute in each group: isoFLOP curves where budgets repeat, and the frontier.</summary>
internal static class ComputeFigures
{
    private const int Replicates = 100;

    /// <summary>The figures of a group, or why there are none.</summary>
    public static (IReadOnlyList<Figure> Figures, string? Reason) Of(FittedLaw law)
    {
        if (law.Fit is null)
        {
            return ([], law.Reason);
        }

        try
        {
            var data = law.Points.ToScalingData();
            var optimal = ComputeOptimal.Run(data, new ComputeOptimalOptions { Replicates = Replicates });
            var options = new LawFigureOptions { LossLabel = StudyFigures.LossLabel(law.Group.Unit) };
            var figures = new List<Figure>();
            if (optimal.Approaches.Any(approach => approach.Levels.Count > 0 && approach.Name.Contains("isoFLOP", StringComparison.Ordinal)))
            {
                figures.Add(optimal.IsoFlopFigure(data, options));
            }

            figures.Add(optimal.FrontierFigure(options));
            return (figures, null);
        }
        catch (Exception error) when (error is FitFailedException or EcgScalingException or FigureDataException)
        {
            return ([], error.Message);
        }
    }
}
