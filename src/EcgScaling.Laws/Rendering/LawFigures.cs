using EcgScaling.Figures;
using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Rendering;

/// <summary>Figures of a fitted law.</summary>
public static class LawFigures
{
    /// <summary>Measured losses and the law along one input on log axes, with a simultaneous band of the law (and the band of a new run where there is one input); a second input makes one curve for each of its values.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="along">The input along x; null: the first of the law.</param>
    /// <param name="options">Labels, level and bands.</param>
    public static Figure LossFigure(this LawFit fit, LawInput? along = null, LawFigureOptions? options = null)
    {
        (LawInput input, LawFigureOptions settings) = Checked(fit, along, options);
        (double from, double to) = Range(fit, input);
        Figure figure = Figure.Create($"{settings.LossLabelOf(fit.Data)} against {input}: {Symbols.Of(fit.Form.Formula)}")
            .Subtitle(Subtitle(fit, settings.Bands && fit.DegreesOfFreedom > 0 ? settings.Level : null))
            .LogX(settings.LabelOf(input)).LogY(settings.LossLabelOf(fit.Data))
            .Colours(fit.Form.Inputs.Count > 1 ? FigurePalette.Ordered : FigurePalette.Distinct);
        Prediction? prediction = settings.Bands && fit.DegreesOfFreedom > 0 ? Prediction.Of(fit) : null;
        foreach (LawSlice slice in LawSlice.Cut(fit, input, settings.MostCurves))
        {
            if (prediction is not null)
            {
                LawBand band = prediction!.Band(input, from, to * 3, 49, slice.Others, settings.Level);
                figure = figure.Band(slice.Name, band.Values, band.SimultaneousLower, band.SimultaneousUpper);
                figure = fit.Form.Inputs.Count == 1 ? figure.Band(slice.Name, band.Values, band.RunLower, band.RunUpper) : figure;
            }

            double[]? errors = fit.Data.LossStandardErrors is { } all ? [.. slice.Rows.Select(row => all[row])] : null;
            figure = figure
                .Curve(slice.Name, slice.Predict, from, to)
                .Curve(slice.Name, slice.Predict, to, to * 3, 21, faint: true)
                .Points(
                    slice.Name,
                    slice.Along,
                    slice.Losses,
                    errors is null ? null : slice.Losses.Zip(errors, (loss, error) => loss - 1.96 * error),
                    errors is null ? null : slice.Losses.Zip(errors, (loss, error) => loss + 1.96 * error));
        }

        figure = LeftOut(figure, fit, input);
        double? asymptote = Asymptote(fit);
        return asymptote is > 0 && asymptote > fit.Data.Losses.Min() / 4
            ? figure.HorizontalLine(asymptote.Value, $"E = {NumberText.Significant(asymptote.Value)}")
            : figure;
    }

    /// <summary>What is left above the irreducible loss, L − E, on log axes, where a power law is a straight line. Points at or below E have no place on it and are counted in the subtitle.</summary>
    /// <param name="fit">The fit of a law with an irreducible loss.</param>
    /// <param name="along">The input along x; null: the first of the law.</param>
    /// <param name="options">Labels.</param>
    /// <exception cref="SpecException">The law has no irreducible loss.</exception>
    public static Figure ReducibleLossFigure(this LawFit fit, LawInput? along = null, LawFigureOptions? options = null)
    {
        (LawInput input, LawFigureOptions settings) = Checked(fit, along, options);
        double asymptote = Asymptote(fit) ?? throw new SpecException("figure", [$"'{fit.Form.Name}' has no irreducible loss; the reducible loss is the loss itself. Use LossFigure."]);
        (double from, double to) = Range(fit, input);
        int below = fit.Data.Losses.Count(loss => loss <= asymptote);
        Figure figure = Figure.Create($"Reducible loss against {input}")
            .Subtitle($"L − E with E = {NumberText.Significant(asymptote)}" + (below > 0 ? $"; {below} of {fit.Data.Count} points lie at or below E and are not shown" : ""))
            .LogX(settings.LabelOf(input)).LogY($"{settings.LossLabelOf(fit.Data)} − E")
            .Colours(fit.Form.Inputs.Count > 1 ? FigurePalette.Ordered : FigurePalette.Distinct);
        foreach (LawSlice slice in LawSlice.Cut(fit, input, settings.MostCurves))
        {
            figure = figure
                .Points(slice.Name, slice.Along, slice.Losses.Select(loss => loss > asymptote ? loss - asymptote : double.NaN))
                .Curve(slice.Name, value => slice.Predict(value) - asymptote, from, to * 2);
        }

        return figure;
    }

    /// <summary>The predicted loss over N and D with lines of equal loss, the measured points, and the frontier on which a compute budget reaches the lowest loss.</summary>
    /// <param name="fit">The fit of a law in N and D.</param>
    /// <param name="compute">How compute follows from N and D; null: as measured in the data, or 6·N·D where they hold none.</param>
    /// <param name="options">Labels.</param>
    /// <exception cref="SpecException">The law is not one of N and D.</exception>
    public static Figure ContourFigure(this LawFit fit, ComputeModel? compute = null, LawFigureOptions? options = null)
    {
        (_, LawFigureOptions settings) = Checked(fit, null, options);
        if (!(fit.Form.Inputs is [LawInput.N, LawInput.D]))
        {
            throw new SpecException("figure", [$"'{fit.Form.Name}' is a law of {string.Join(", ", fit.Form.Inputs)}; a contour needs N and D."]);
        }

        (double lowN, double highN) = Range(fit, LawInput.N);
        (double lowD, double highD) = Range(fit, LawInput.D);
        double[] n = LogSpace.Of(lowN / 1.5, highN * 1.5, 48);
        double[] d = LogSpace.Of(lowD / 1.5, highD * 1.5, 36);
        double[,] loss = new double[d.Length, n.Length];
        for (int i = 0; i < d.Length; i++)
        {
            for (int j = 0; j < n.Length; j++)
            {
                loss[i, j] = fit.Predict(n[j], d[i]);
            }
        }

        ComputeModel model = compute ?? ModelOf(fit.Data);
        ComputeOptimum[] optima = [.. new Frontier(fit, model).Between(model.Of(n[0], d[0]), model.Of(n[^1], d[^1])).Where(optimum => optimum.N > n[0] && optimum.N < n[^1] && optimum.D > d[0] && optimum.D < d[^1])];
        return Figure.Create($"Loss over N and D: {Symbols.Of(fit.Form.Formula)}")
            .Subtitle($"Measured points and the compute-optimal frontier for C = {Symbols.Of(model)}")
            .LogX(settings.LabelOf(LawInput.N)).LogY(settings.LabelOf(LawInput.D))
            .Heat(settings.LossLabelOf(fit.Data), n, d, loss, logColours: true)
            .Contour(settings.LossLabelOf(fit.Data), n, d, loss, Levels(loss))
            .Points("measured", fit.Data.Column(LawInput.N), fit.Data.Column(LawInput.D), hollow: true)
            .Line("compute-optimal frontier", optima.Select(optimum => optimum.N), optima.Select(optimum => optimum.D));
    }

    internal static (LawInput Along, LawFigureOptions Options) Checked(LawFit fit, LawInput? along, LawFigureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(fit);
        LawInput input = along ?? fit.Form.Inputs[0];
        return fit.Form.Inputs.Contains(input)
            ? (input, options ?? new LawFigureOptions())
            : throw new SpecException("figure", [$"'{fit.Form.Name}' is a law of {string.Join(", ", fit.Form.Inputs)}, not of {input}."]);
    }

    internal static (double From, double To) Range(LawFit fit, LawInput input)
    {
        double[] values = [.. fit.Data.Column(input).Where((_, row) => fit.Data.Weights[row] > 0)];
        return values.Min() < values.Max() ? (values.Min(), values.Max()) : (values[0] / 2, values[0] * 2);
    }

    internal static double? Asymptote(LawFit fit) => fit.Form.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Asymptote) is { } asymptote ? fit[asymptote.Name] : null;

    internal static string Subtitle(LawFit fit, double? level)
    {
        string parameters = string.Join(", ", fit.Parameters.Select(parameter => $"{Symbols.Of(parameter.Name)} = {NumberText.Significant(parameter.Value)}{(parameter.AtBound ? " (at its bound)" : "")}"));
        string band = level is { } value ? $"; bands hold the whole law{(fit.Form.Inputs.Count == 1 ? " (inner) or a new run (outer)" : "")} with {NumberText.Significant(value * 100, 3)} %" : "";
        return $"{parameters}; {fit.Count} points{band}";
    }

    // The subtitle states the model, so that falling back to 6·N·D is never silent.
    private static ComputeModel ModelOf(ScalingData data)
    {
        try
        {
            return data.Has(LawInput.C) && data.Column(LawInput.C).All(value => value > 0) ? ComputeModel.Measure(data) : ComputeModel.SixNd;
        }
        catch (ScalingDataException)
        {
            return ComputeModel.SixNd;
        }
    }

    private static Figure LeftOut(Figure figure, LawFit fit, LawInput input)
    {
        int[] rows = [.. Enumerable.Range(0, fit.Data.Count).Where(row => fit.Data.Weights[row] == 0 && fit.Data.Losses[row] > 0 && fit.Data.Column(input)[row] > 0)];
        return rows.Length == 0 ? figure : figure.Points("not in the fit", rows.Select(row => fit.Data.Column(input)[row]), rows.Select(row => fit.Data.Losses[row]), hollow: true);
    }

    // Seven levels evenly spread over the cells' losses by rank, rounded to what fits a label.
    private static IEnumerable<double> Levels(double[,] loss)
    {
        double[] ordered = [.. loss.Cast<double>().Order()];
        return Enumerable.Range(1, 7)
            .Select(i => ordered[i * (ordered.Length - 1) / 8])
            .Select(value => double.Parse(value.ToString("E2", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))
            .Distinct();
    }
}
