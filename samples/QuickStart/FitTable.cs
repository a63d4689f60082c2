using System.Globalization;
using EcgScaling.Study.Reporting;
using EcgScaling.Study.Results;
using Spectre.Console;

namespace EcgScaling.Samples;

/// <summary>Prints what a study found.</summary>
internal static class FitTable
{
    /// <summary>One row for each law.</summary>
    public static Table Of(StudyAnalysis analysis)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Scaling laws, 95 % intervals").AddColumns("model", "arm", "law", "trials", "exponents", "irreducible loss E");
        foreach (var law in analysis.Laws.Where(law => law.Fit is not null))
        {
            string[] cells =
            [
                law.Group.FamilyTitle, law.Group.Arm, LawText.Name(law), law.Points.Length.ToString(CultureInfo.InvariantCulture),
                LawText.Exponents(law), law["E"] is { } asymptote ? LawText.Interval(asymptote) : string.Empty,
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>Laws that could not be fitted, efficiencies and warnings.</summary>
    public static void WriteNotes(IAnsiConsole console, StudyAnalysis analysis)
    {
        foreach (var group in analysis.Laws.Where(law => law.Fit is null).GroupBy(law => law.Group.Title))
        {
            console.WriteLine($"{group.Key}: not fitted: {string.Join("; ", group.Select(law => law.Reason))}.");
        }

        // Where a law is missing the line above has said why.
        foreach (var efficiency in analysis.Efficiencies.Where(efficiency => !double.IsNaN(efficiency.Loss)))
        {
            console.WriteLine(LawText.Sentence(efficiency));
        }

        foreach (var warning in analysis.Warnings)
        {
            console.WriteLine($"Note: {warning}");
        }
    }
}
