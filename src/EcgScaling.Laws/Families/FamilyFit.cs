using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Families;

/// <summary>One law fitted to several families together. Immutable.</summary>
public sealed class FamilyFit
{
    private readonly double[] _x;
    private readonly double[][] _natural;

    internal FamilyFit(string[] names, ScalingData[] parts, LawDesign design, FamilyProblem problem, FamilyOptions options, double delta, double[] x, MinimizationResult result, LawFit[] alone)
    {
        (Families, Data, Design, Problem, Options, Delta, _x, Alone) = (names, parts, design, problem, options, delta, x, alone);
        (Converged, Minimum) = (result.Converged, result.Value);
        _natural = Natural(x);
    }

    /// <summary>The families in the order of the data.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <summary>The data of each family.</summary>
    public IReadOnlyList<ScalingData> Data { get; }

    /// <summary>The law.</summary>
    public LawForm Form => Design.Form;

    /// <summary>How the parameters relate.</summary>
    public FamilyOptions Options { get; }

    /// <summary>Whether the minimiser converged.</summary>
    public bool Converged { get; }

    /// <summary>The families fitted one by one, without sharing.</summary>
    public IReadOnlyList<LawFit> Alone { get; }

    /// <summary>Fitted parameters of all families, shared ones counted once.</summary>
    public int ParameterCount => _x.Length;

    /// <summary>Points of all families with weight.</summary>
    public int Count => Design.Effective;

    /// <summary>Points minus parameters.</summary>
    public int DegreesOfFreedom => Count - ParameterCount;

    internal LawDesign Design { get; }

    internal FamilyProblem Problem { get; }

    internal double Delta { get; }

    internal double Minimum { get; }

    internal ReadOnlySpan<double> X => _x;

    /// <summary>A parameter of a family in natural units.</summary>
    public double this[string family, string parameter] => _natural[IndexOf(family)][ParameterIndex(parameter)];

    /// <summary>The response of a family at inputs in the order of the law.</summary>
    public double Predict(string family, params ReadOnlySpan<double> inputs) => Form.Value(_natural[IndexOf(family)], inputs);

    /// <summary>The natural parameters of a family in the order of the law.</summary>
    public IReadOnlyList<double> Parameters(string family) => _natural[IndexOf(family)];

    /// <summary>A parameter of a family as a quantity.</summary>
    public FamilyQuantity Parameter(string family, string parameter)
    {
        var (at, place) = (IndexOf(family), ParameterIndex(parameter));
        return new FamilyQuantity($"{parameter}[{family}]", natural => natural[at][place]);
    }

    /// <summary>The value of a quantity.</summary>
    public double At(FamilyQuantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return quantity.Evaluate(_natural);
    }

    /// <summary>The profile interval of a quantity: everything else, in all families, is refitted.</summary>
    public QuantityInterval ProfileInterval(FamilyQuantity quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var engine = new ProfileEngine(Problem, _x, Delta, DegreesOfFreedom, x => quantity.Evaluate(Natural(x)));
        if (!engine.Scale.IsUsable && !double.IsPositiveInfinity(engine.Scale.Factor))
        {
            return new QuantityInterval(quantity.Name, engine.Estimate, double.NegativeInfinity, double.PositiveInfinity, level, Profile.Method);
        }

        var critical = engine.Scale.IsUsable ? engine.Scale.Critical(level) : 1;
        var (low, high) = (engine.Find(-1, critical, double.NegativeInfinity, false), engine.Find(1, critical, double.PositiveInfinity, false));
        return new QuantityInterval(quantity.Name, engine.Estimate, low.Value, high.Value, level, Profile.Method);
    }

    /// <summary>The profile interval of a positive quantity, found on its logarithm.</summary>
    public QuantityInterval ProfileIntervalOfRatio(FamilyQuantity quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var log = ProfileInterval(new FamilyQuantity(quantity.Name, natural => Math.Log(quantity.Evaluate(natural))), level);
        return log with { Estimate = Math.Exp(log.Estimate), Lower = Math.Exp(log.Lower), Upper = Math.Exp(log.Upper) };
    }

    internal int IndexOf(string family)
    {
        var at = Families.ToList().IndexOf(family);
        return at >= 0 ? at : throw new SpecException("family", [$"'{family}' is not among {string.Join(", ", Families)}."]);
    }

    internal double[][] Natural(ReadOnlySpan<double> x)
    {
        var natural = new double[Families.Count][];
        Span<double> local = stackalloc double[Form.Parameters.Count];
        for (var family = 0; family < natural.Length; family++)
        {
            Problem.Local(x, family, local);
            natural[family] = Design.ToNatural(local);
        }

        return natural;
    }

    private int ParameterIndex(string parameter)
    {
        var at = Form.Parameters.ToList().FindIndex(one => one.Name == parameter);
        return at >= 0 ? at : throw new SpecException(Form.Name, [$"no parameter '{parameter}'; it has {string.Join(", ", Form.Parameters.Select(one => one.Name))}."]);
    }
}
