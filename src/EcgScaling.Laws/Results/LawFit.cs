using EcgScaling.Figures.Notebooks;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Selection;

namespace EcgScaling.Laws.Results;

/// <summary>A fitted law: parameters, objective, certificate and warnings. Immutable; predictions are made from the parameters as reported.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class LawFit : INotebookReport
{
    private readonly double[] _natural;

    private LawFit(LawDesign design, FitOptions options, double delta, double[] working, FitCertificate certificate, double[]? natural)
    {
        (Design, Options, WorkingDelta, Working) = (design, options, delta, working);
        _natural = natural ?? design.ToNatural(working);
        Certificate = certificate;
        Parameters = [.. Form.Parameters.Select((parameter, i) => new FittedParameter(parameter.Name, _natural[i], working[i], certificate.ActiveBounds.Contains(parameter.Name)))];
        Predictions = Predict(design.Data);
        Residuals = [.. Predictions.Select((value, row) => ResidualKernel.Transform(value, Objective.Scale) - ResidualKernel.Transform(Data.Losses[row], Objective.Scale))];
        ObjectiveValue = Reported();
        Warnings = Identifiability.Examine(this);
        Provenance = new FitProvenance(Data.Source, Data.Hash(), Data.Count, LibraryVersion.Text);
    }

    /// <summary>The law.</summary>
    public LawForm Form => Design.Form;

    /// <summary>What was made small.</summary>
    public FitObjective Objective => Design.Objective;

    /// <summary>The data.</summary>
    public ScalingData Data => Design.Data;

    /// <summary>Huber's delta as used, on the residual scale; infinite for squares and for Student's t.</summary>
    public double Delta => WorkingDelta * (Objective.Scale == ResidualScale.Raw ? Design.Scaling.Response : 1);

    /// <summary>The parameters in the order of the law.</summary>
    public IReadOnlyList<FittedParameter> Parameters { get; }

    /// <summary>The objective at the parameters, as its definition says: sum of squares, sum (or mean) of Huber, sum of absolute values, or negative log-likelihood.</summary>
    public double ObjectiveValue { get; }

    /// <summary>How many points with weight entered.</summary>
    public int Count => Design.Effective;

    /// <summary>Points minus fitted parameters.</summary>
    public int DegreesOfFreedom => Count - Parameters.Count + Options.Fixed.Count;

    /// <summary>The evidence that this is the optimum.</summary>
    public FitCertificate Certificate { get; }

    /// <summary>What a reader of the numbers must know.</summary>
    public IReadOnlyList<FitWarning> Warnings { get; }

    /// <summary>Where the fit came from.</summary>
    public FitProvenance Provenance { get; }

    /// <summary>The predictions at the data, row by row.</summary>
    public IReadOnlyList<double> Predictions { get; }

    /// <summary>Predicted minus measured on the residual scale, row by row.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>Scale and degrees of freedom of the errors, where Student's t was fitted.</summary>
    public (double Scale, double DegreesOfFreedom)? StudentT => Objective.Loss == ResidualLoss.StudentT ? (Math.Exp(Working[^2]), Math.Exp(Working[^1])) : null;

    internal LawDesign Design { get; }

    internal FitOptions Options { get; }

    /// <summary>The parameters in scaled units, followed by those of the likelihood.</summary>
    internal double[] Working { get; }

    internal double WorkingDelta { get; }

    internal ReadOnlySpan<double> Natural => _natural;

    /// <summary>A parameter by name.</summary>
    /// <exception cref="SpecException">The law has no such parameter.</exception>
    public double this[string name] => _natural[IndexOf(name)];

    /// <summary>The response at inputs in the order of the law.</summary>
    public double Predict(params ReadOnlySpan<double> inputs) => inputs.Length == Form.Inputs.Count
        ? Form.Value(_natural, inputs)
        : throw new ArgumentException($"'{Form.Name}' takes {Form.Inputs.Count} inputs ({string.Join(", ", Form.Inputs)}), got {inputs.Length}.", nameof(inputs));

    /// <summary>The responses at all rows of a table.</summary>
    public IReadOnlyList<double> Predict(ScalingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var columns = Form.Inputs.Select(data.Column).ToArray();
        var predictions = new double[data.Count];
        Span<double> inputs = stackalloc double[columns.Length];
        for (var row = 0; row < predictions.Length; row++)
        {
            for (var input = 0; input < columns.Length; input++)
            {
                inputs[input] = columns[input][row];
            }

            predictions[row] = Form.Value(_natural, inputs);
        }

        return predictions;
    }

    /// <summary>Whether a warning of this code was raised.</summary>
    public bool Warns(string code) => Warnings.Any(warning => warning.Code == code);

    EcgScaling.Figures.Reports.HtmlReport INotebookReport.ToReport() => Rendering.LawReports.ToReport(this);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Form.Formula}: {string.Join(", ", Parameters.Select(parameter => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parameter.Name} = {parameter.Value:G6}")))} ({Objective}, n = {Count}, objective {ObjectiveValue:G8})");

    internal static LawFit Create(LawDesign design, FitOptions options, double delta, double[] working, FitCertificate certificate, double[]? natural = null) => new(design, options, delta, working, certificate, natural);

    internal int IndexOf(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == name)
            {
                return i;
            }
        }

        throw new SpecException(Form.Name, [$"no parameter '{name}'; it has {string.Join(", ", Parameters.Select(parameter => parameter.Name))}."]);
    }

    private double Reported()
    {
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < Residuals.Count; row++)
        {
            var weight = Data.Weights[row];
            if (weight == 0)
            {
                continue;
            }

            total += weight;
            var size = Math.Abs(Residuals[row]);
            var side = Residuals[row] > 0 ? Objective.OverPredictionWeight : 1;
            sum += weight * side * (Objective.Loss switch
            {
                ResidualLoss.Absolute => size,
                ResidualLoss.Huber when !double.IsPositiveInfinity(Delta) => size <= Delta ? size * size / 2 : Delta * (size - (Delta / 2)),
                ResidualLoss.Huber => size * size / 2,
                _ => size * size,
            });
        }

        if (Objective.Loss == ResidualLoss.StudentT)
        {
            var problem = Design.CreateProblem(Options);
            sum = problem.Evaluate(Working, default, default, default) + (Objective.Scale == ResidualScale.Raw ? total * Math.Log(Design.Scaling.Response) : 0);
        }

        return Objective.Mean ? sum / total : sum;
    }
}
