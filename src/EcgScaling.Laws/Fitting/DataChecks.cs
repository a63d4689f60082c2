using System.Globalization;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>Refuses data that no law can be fitted to, with the rows and columns at fault.</summary>
internal static class DataChecks
{
    public static void Check(LawForm form, ScalingData data, FitObjective objective)
    {
        foreach (var input in form.Inputs)
        {
            var column = data.Column(input);
            CheckFinite(data, data.NameOf(input), column);
            if (form.PositiveInputs)
            {
                CheckRows(data, data.NameOf(input), "not-positive", row => !(column[row] > 0), "a value of zero or below", "values above zero", "Correct the value or drop the row.");
            }
        }

        CheckFinite(data, data.LossName, data.Losses);
        if (objective.Scale == ResidualScale.Log)
        {
            CheckRows(data, data.LossName, "not-positive", row => !(data.Losses[row] > 0), "a value of zero or below", "values above zero, because residuals are logarithmic", "Correct the value, drop the row, or use an objective on the raw scale.");
        }
        else if (objective.Scale == ResidualScale.Logit)
        {
            CheckRows(data, data.LossName, "not-a-share", row => !(data.Losses[row] > 0 && data.Losses[row] < 1), "a value outside (0, 1)", "values strictly between 0 and 1, because residuals are log-odds", "Correct the value, drop the row, or use an objective on the raw scale.");
        }

        CheckCounts(form, data);
        CheckDuplicates(form, data);
    }

    private static void CheckFinite(ScalingData data, string name, double[] column) =>
        CheckRows(data, name, "not-finite", row => !double.IsFinite(column[row]), "a value that is missing or not a finite number", "finite numbers", "Fill the value in or drop the row.");

    private static void CheckRows(ScalingData data, string name, string code, Func<int, bool> wrong, string found, string allowed, string fix)
    {
        var rows = data.RowsWhere(row => data.Weights[row] > 0 && wrong(row));
        if (rows.Count > 0)
        {
            throw new ScalingDataException(code, [name], rows, found, allowed, fix);
        }
    }

    private static void CheckCounts(LawForm form, ScalingData data)
    {
        var count = data.Weights.Count(weight => weight > 0);
        if (count < form.Parameters.Count)
        {
            throw new ScalingDataException(
                "too-few-points",
                [],
                [],
                string.Create(CultureInfo.InvariantCulture, $"{count} points with weight for the {form.Parameters.Count} parameters of '{form.Name}' ({string.Join(", ", form.Parameters.Select(parameter => parameter.Name))})"),
                $"at least {form.Parameters.Count} points",
                "Measure more points or choose a law with fewer parameters.");
        }

        var first = Array.FindIndex(data.Weights, weight => weight > 0);
        if (Enumerable.Range(0, data.Count).All(row => data.Weights[row] == 0 || data.Losses[row] == data.Losses[first]))
        {
            throw new ScalingDataException("constant-loss", [data.LossName], [], string.Create(CultureInfo.InvariantCulture, $"the same value {data.Losses[first]} in every row"), "values that differ", "A constant has no law; check that the right column was chosen.");
        }
    }

    private static void CheckDuplicates(LawForm form, ScalingData data)
    {
        var inputs = form.Inputs.Distinct().ToArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            var column = data.Column(inputs[i]);
            if (column.AsSpan().SequenceEqual(data.Losses))
            {
                throw new ScalingDataException("duplicated-column", [data.NameOf(inputs[i]), data.LossName], [], "the same values in both columns", "an input that is not the response itself", "Check which columns were chosen.");
            }

            for (var j = 0; j < i; j++)
            {
                // U equals D where nothing repeats; that is a design to warn of, not a mistake in the table.
                var repeatable = (inputs[i], inputs[j]) is (LawInput.U, LawInput.D) or (LawInput.D, LawInput.U);
                if (!repeatable && data.Count > 1 && column.AsSpan().SequenceEqual(data.Column(inputs[j])))
                {
                    throw new ScalingDataException("duplicated-column", [data.NameOf(inputs[j]), data.NameOf(inputs[i])], [], "the same values in both columns", "two different inputs", "Check which columns were chosen; a law of one input needs only one.");
                }
            }
        }
    }
}
