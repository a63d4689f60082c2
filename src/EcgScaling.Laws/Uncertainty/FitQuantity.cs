using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>A number that follows from the parameters of a law: a parameter, a prediction, an optimum, a ratio.</summary>
public sealed class FitQuantity
{
    private readonly Evaluation _evaluate;

    private FitQuantity(string name, Evaluation evaluate, string? parameter = null) => (Name, _evaluate, Parameter) = (name, evaluate, parameter);

    /// <summary>A function of the natural parameters in the order of the law; NaN where it is not defined.</summary>
    public delegate double Evaluation(ReadOnlySpan<double> parameters);

    /// <summary>The name in results.</summary>
    public string Name { get; }

    /// <summary>The parameter it is, where it is one.</summary>
    internal string? Parameter { get; }

    /// <summary>A parameter of the law.</summary>
    public static FitQuantity OfParameter(LawFit fit, string name)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var index = fit.IndexOf(name);
        return new FitQuantity(name, parameters => parameters[index], name);
    }

    /// <summary>The response of the law at inputs in its order.</summary>
    public static FitQuantity Response(LawFit fit, params double[] inputs)
    {
        ArgumentNullException.ThrowIfNull(fit);
        _ = fit.Predict(inputs);
        var form = fit.Form;
        return new FitQuantity($"L({string.Join(", ", inputs.Select(input => input.ToString("G6", System.Globalization.CultureInfo.InvariantCulture)))})", parameters => form.Value(parameters, inputs));
    }

    /// <summary>Any function of the natural parameters.</summary>
    public static FitQuantity Of(string name, Evaluation evaluate) => new(name, evaluate);

    /// <summary>The value at parameters.</summary>
    public double At(ReadOnlySpan<double> parameters) => _evaluate(parameters);

    /// <summary>The value at a fit's parameters.</summary>
    public double At(LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return _evaluate(fit.Natural);
    }
}
