using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Predictions with intervals: for the law's mean, or for a new run, optionally widened by what a back-test has found.</summary>
public sealed class Prediction
{
    private readonly LawFit _fit;
    private readonly Covariance _covariance;

    private Prediction(LawFit fit, CovarianceKind kind)
    {
        _fit = fit;
        _covariance = Covariance.Of(fit, kind);
        ResidualDeviation = NoiseOf(fit);
    }

    /// <summary>The standard deviation of a new run's residual, on the residual scale.</summary>
    public double ResidualDeviation { get; }

    /// <summary>Prepares predictions of a fit.</summary>
    public static Prediction Of(LawFit fit, CovarianceKind kind = CovarianceKind.Model)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new Prediction(fit, kind);
    }

    /// <summary>The interval at inputs in the order of the law.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="level">The nominal coverage.</param>
    /// <param name="newRun">true: for the loss of a new run; false: for the law's mean.</param>
    /// <param name="inflation">A factor on the width, such as a back-test's.</param>
    public QuantityInterval At(double[] inputs, double level = 0.95, bool newRun = true, double inflation = 1)
    {
        var estimate = _fit.Predict(inputs);
        var deviation = Deviation(inputs, newRun);
        var reach = StudentT.InvCDF(0, 1, Math.Max(1, _fit.DegreesOfFreedom), (1 + level) / 2) * deviation * inflation;
        var centre = ResidualKernel.Transform(estimate, _fit.Objective.Scale);
        var method = (newRun ? "prediction" : "confidence") + (inflation == 1 ? string.Empty : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" x {inflation:G4} (back-tested)"));
        return new QuantityInterval("L", estimate, Back(centre - reach), Back(centre + reach), level, method);
    }

    /// <summary>The band along one input while the others stay: for figures.</summary>
    /// <param name="input">Which input varies.</param>
    /// <param name="from">Its first value.</param>
    /// <param name="to">Its last value; steps are equal ratios.</param>
    /// <param name="points">How many values.</param>
    /// <param name="others">The values of the law's other inputs.</param>
    /// <param name="level">The nominal coverage.</param>
    /// <param name="draws">Draws for the simultaneous band.</param>
    public LawBand Band(LawInput input, double from, double to, int points = 60, IReadOnlyDictionary<LawInput, double>? others = null, double level = 0.95, int draws = 2000)
    {
        var values = Enumerable.Range(0, points).Select(step => from * Math.Pow(to / from, points > 1 ? step / (points - 1.0) : 0)).ToArray();
        var places = values.Select(value => _fit.Form.Inputs.Select(own => own == input ? value
            : others is not null && others.TryGetValue(own, out var other) ? other
            : throw new SpecException("band", [$"'{_fit.Form.Name}' also takes {own}; give its value in others."])).ToArray()).ToArray();
        var slopes = places.Select(place => _covariance.Slope(OnScale(place))).ToArray();
        var deviations = slopes.Select(slope => Math.Sqrt(Math.Max(0, _covariance.Bilinear(slope, slope)))).ToArray();
        var estimates = places.Select(place => _fit.Predict(place)).ToArray();
        var pointwise = StudentT.InvCDF(0, 1, Math.Max(1, _fit.DegreesOfFreedom), (1 + level) / 2);
        var simultaneous = Math.Max(pointwise, SimultaneousFactor.Of(_covariance.Root(), slopes, deviations, _fit.DegreesOfFreedom, level, draws));
        double[] Ends(double factor, bool noise) => [.. estimates.Select((estimate, i) => Back(ResidualKernel.Transform(estimate, _fit.Objective.Scale) + (factor * Math.Sqrt((deviations[i] * deviations[i]) + (noise ? ResidualDeviation * ResidualDeviation : 0)))))];
        return new LawBand(input, values, estimates, Ends(-pointwise, false), Ends(pointwise, false), Ends(-simultaneous, false), Ends(simultaneous, false), Ends(-pointwise, true), Ends(pointwise, true), level);
    }

    /// <summary>The standard deviation on the residual scale.</summary>
    internal double Deviation(double[] inputs, bool newRun)
    {
        var error = _covariance.StandardError(OnScale(inputs));
        return Math.Sqrt((error * error) + (newRun ? ResidualDeviation * ResidualDeviation : 0));
    }

    /// <summary>The residual standard deviation: classical for squares, robust for Huber and LAD, the scale of t inflated to a deviation where it has one.</summary>
    internal static double NoiseOf(LawFit fit)
    {
        var freedom = Math.Max(1, fit.DegreesOfFreedom);
        if (fit.StudentT is { } t)
        {
            return t.Scale * (t.DegreesOfFreedom > 2.5 ? Math.Sqrt(t.DegreesOfFreedom / (t.DegreesOfFreedom - 2)) : 2.3);
        }

        var squares = 0.0;
        for (var row = 0; row < fit.Residuals.Count; row++)
        {
            squares += fit.Data.Weights[row] * fit.Residuals[row] * fit.Residuals[row];
        }

        return Math.Sqrt(squares / freedom);
    }

    private FitQuantity OnScale(double[] inputs)
    {
        var (form, scale) = (_fit.Form, _fit.Objective.Scale);
        return FitQuantity.Of("L", parameters => ResidualKernel.Transform(form.Value(parameters, inputs), scale));
    }

    private double Back(double value) => _fit.Objective.Scale switch
    {
        ResidualScale.Log => Math.Exp(value),
        ResidualScale.Logit => 1 / (1 + Math.Exp(-value)),
        _ => value,
    };
}
