namespace EcgScaling.Laws.Forms;

/// <summary>
/// A law: a function of inputs and parameters with its gradient and its starts. Derive from it to add your own; everything else (objectives,
/// certificates, intervals, bootstraps, selection, serialisation) works with it at once.
/// </summary>
/// <remarks>
/// Only <see cref="Value"/>, <see cref="Gradient"/> and <see cref="Starts"/> must be written. The batch methods have defaults that call
/// them row by row; the laws of this library override them with vector loops. Instances are immutable and thread-safe.
/// </remarks>
public abstract class LawForm
{
    /// <summary>The name under which the law is listed and serialised, such as <c>chinchilla</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The formula in plain text.</summary>
    public abstract string Formula { get; }

    /// <summary>The inputs, in the order in which <see cref="Value"/> receives them.</summary>
    public abstract IReadOnlyList<LawInput> Inputs { get; }

    /// <summary>The parameters, in the order in which <see cref="Value"/> receives them.</summary>
    public abstract IReadOnlyList<LawParameter> Parameters { get; }

    /// <summary>Whether every input must be above zero.</summary>
    /// <value>true</value>
    public virtual bool PositiveInputs => true;

    /// <summary>Whether the law commutes with a change of units, so that <see cref="ToNatural"/> can undo one.</summary>
    /// <value>false: the law is fitted in the units given.</value>
    public virtual bool IsScalable => false;

    /// <summary>Lets the law choose its units, for example the same for two inputs whose ratio it uses.</summary>
    public virtual LawScaling ChooseScaling(LawScaling scaling) => scaling;

    /// <summary>The response at one point.</summary>
    public abstract double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs);

    /// <summary>The derivatives of <see cref="Value"/> by the parameters.</summary>
    public abstract void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient);

    /// <summary>Parameter vectors to start from, best first; a handful that lie in different valleys is enough.</summary>
    public abstract IReadOnlyList<double[]> Starts(LawSample sample);

    /// <summary>Turns parameters fitted in scaled units into natural ones.</summary>
    /// <param name="scaled">Parameters for inputs and responses divided by their units.</param>
    /// <param name="scaling">The units.</param>
    /// <param name="natural">Receives the parameters for the data as given.</param>
    public virtual void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural) => scaled.CopyTo(natural);

    /// <summary>Turns natural parameters into those of scaled units: the inverse of <see cref="ToNatural"/>.</summary>
    public virtual void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled) => natural.CopyTo(scaled);

    /// <summary>The responses at all rows.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="values">Receives one response for each padded row.</param>
    /// <param name="jacobian">Receives the derivatives, one padded column after the other in the order of the parameters; empty: not wanted.</param>
    public virtual void Evaluate(ReadOnlySpan<double> parameters, LawColumns columns, Span<double> values, Span<double> jacobian)
    {
        Span<double> inputs = stackalloc double[columns.InputCount];
        Span<double> gradient = stackalloc double[parameters.Length];
        for (var row = 0; row < columns.Count; row++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                inputs[input] = columns.Values(input)[row];
            }

            values[row] = Value(parameters, inputs);
            if (jacobian.Length > 0)
            {
                Gradient(parameters, inputs, gradient);
                for (var parameter = 0; parameter < gradient.Length; parameter++)
                {
                    jacobian[(parameter * columns.Count) + row] = gradient[parameter];
                }
            }
        }
    }

    /// <summary>Adds the sum over rows of multiplier times second derivatives to a matrix.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="values">What <see cref="Evaluate"/> gave here.</param>
    /// <param name="jacobian">What <see cref="Evaluate"/> gave here.</param>
    /// <param name="multipliers">One factor for each padded row.</param>
    /// <param name="hessian">The square matrix, row after row, to add to.</param>
    /// <returns>false: not provided; the fitter then differences the gradient.</returns>
    public virtual bool AddCurvature(ReadOnlySpan<double> parameters, LawColumns columns, ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian, ReadOnlySpan<double> multipliers, Span<double> hessian) => false;
}
