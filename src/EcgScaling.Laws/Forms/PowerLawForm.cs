using System.Runtime.Intrinsics;
using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <summary>
/// The nested family E + (A·N^-alpha + B·D^-beta)^gamma: Chinchilla, Kaplan, tied exponents, without E, and the laws of one input are members.
/// </summary>
/// <remarks>Sources: Hoffmann et al. arXiv 2203.15556; Kaplan et al. arXiv 2001.08361; Busbridge et al. arXiv 2502.08606 for gamma.</remarks>
public sealed partial class PowerLawForm : LawForm
{
    private readonly PowerTerm[] _terms;
    private readonly int _asymptote;
    private readonly int _gamma;
    private readonly int _amplitudes;
    private readonly int[] _exponents;
    private readonly LawParameter[] _parameters;

    /// <summary>Makes a member of the family.</summary>
    /// <param name="name">The name of the law.</param>
    /// <param name="terms">One or two terms.</param>
    /// <param name="asymptote">Whether there is an irreducible loss E.</param>
    /// <param name="gamma">Whether the sum of the terms is raised to a fitted power gamma.</param>
    public PowerLawForm(string name, IReadOnlyList<PowerTerm> terms, bool asymptote = true, bool gamma = false)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Count is < 1 or > 2)
        {
            throw new ArgumentException($"A power law has one or two terms, got {terms.Count}.", nameof(terms));
        }

        Name = name;
        _terms = [.. terms];
        Inputs = [.. terms.Select(term => term.Input)];
        var parameters = new List<LawParameter>();
        _asymptote = asymptote ? 0 : -1;
        if (asymptote)
        {
            parameters.Add(LawParameter.Asymptote());
        }

        _amplitudes = parameters.Count;
        parameters.AddRange(terms.Select(term => LawParameter.Amplitude(term.Amplitude)));
        _exponents = new int[terms.Count];
        for (var term = 0; term < terms.Count; term++)
        {
            _exponents[term] = -1;
            if (terms[term].FixedExponent is null)
            {
                var known = parameters.FindIndex(parameter => parameter.Name == terms[term].Exponent);
                _exponents[term] = known >= 0 ? known : parameters.Count;
                if (known < 0)
                {
                    parameters.Add(LawParameter.Exponent(terms[term].Exponent));
                }
            }
        }

        _gamma = gamma ? parameters.Count : -1;
        if (gamma)
        {
            parameters.Add(new LawParameter("gamma", ParameterRole.Shape, 0.01, 20));
        }

        _parameters = [.. parameters];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Formula
    {
        get
        {
            var sum = string.Join(" + ", _terms.Select(term => $"{term.Amplitude}·{term.Input}^-{(term.FixedExponent is { } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : term.Exponent)}"));
            return (_asymptote >= 0 ? "E + " : string.Empty) + (_gamma >= 0 ? $"({sum})^gamma" : sum);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters => _parameters;

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <summary>The terms.</summary>
    public IReadOnlyList<PowerTerm> Terms => _terms;

    /// <summary>Whether there is an irreducible loss.</summary>
    public bool HasAsymptote => _asymptote >= 0;

    /// <summary>Whether gamma is fitted.</summary>
    public bool HasGamma => _gamma >= 0;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs)
    {
        var sum = 0.0;
        for (var term = 0; term < _terms.Length; term++)
        {
            sum += Term(parameters, term, Math.Log(inputs[term]));
        }

        return (_asymptote >= 0 ? parameters[_asymptote] : 0) + (_gamma >= 0 ? Math.Pow(sum, parameters[_gamma]) : sum);
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        for (var term = 0; term < _terms.Length; term++)
        {
            var log = Math.Log(inputs[term]);
            var value = Term(parameters, term, log);
            sum += value;
            gradient[_amplitudes + term] = Math.Exp(-Exponent(parameters, term) * log);
            if (_exponents[term] >= 0)
            {
                gradient[_exponents[term]] -= log * value;
            }
        }

        if (_gamma >= 0)
        {
            var power = Math.Pow(sum, parameters[_gamma]);
            var slope = parameters[_gamma] * power / sum;
            for (var parameter = _amplitudes; parameter < _gamma; parameter++)
            {
                gradient[parameter] *= slope;
            }

            gradient[_gamma] = power * Math.Log(sum);
        }

        if (_asymptote >= 0)
        {
            gradient[_asymptote] = 1;
        }
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural) => Rescale(scaled, scaling, natural, 1);

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled) => Rescale(natural, scaling, scaled, -1);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> parameters, LawColumns columns, Span<double> values, Span<double> jacobian)
    {
        var count = columns.Count;
        var one = 0;
        var two = _terms.Length - 1;
        var (a, b) = (Vector256.Create(parameters[_amplitudes]), Vector256.Create(two > 0 ? parameters[_amplitudes + 1] : 0));
        var (alpha, beta) = (Vector256.Create(-Exponent(parameters, 0)), Vector256.Create(two > 0 ? -Exponent(parameters, 1) : 0));
        var asymptote = Vector256.Create(_asymptote >= 0 ? parameters[_asymptote] : 0);
        var gamma = Vector256.Create(_gamma >= 0 ? parameters[_gamma] : 1);
        var u = Lanes.Of(columns.Logs(one));
        var v = Lanes.Of(columns.Logs(two));
        var f = Lanes.Of(values);
        var j = Lanes.Of(jacobian);
        var stride = count / 4;
        var slopes = j.Length > 0;
        for (var i = 0; i < stride; i++)
        {
            var first = Vector256.Exp(alpha * u[i]);
            var second = two > 0 ? Vector256.Exp(beta * v[i]) : Vector256<double>.Zero;
            var (term1, term2) = (a * first, b * second);
            var sum = term1 + term2;
            var (power, slope, logSum) = (sum, Vector256<double>.One, Vector256<double>.Zero);
            if (_gamma >= 0)
            {
                logSum = Vector256.Log(sum);
                power = Vector256.Exp(gamma * logSum);
                slope = gamma * power / sum;
            }

            f[i] = asymptote + power;
            if (!slopes)
            {
                continue;
            }

            if (_asymptote >= 0)
            {
                j[(_asymptote * stride) + i] = Vector256<double>.One;
            }

            j[(_amplitudes * stride) + i] = slope * first;
            var slope1 = -(u[i] * term1 * slope);
            var slope2 = -(v[i] * term2 * slope);
            if (two > 0)
            {
                j[((_amplitudes + 1) * stride) + i] = slope * second;
                if (_exponents[1] >= 0 && _exponents[1] != _exponents[0])
                {
                    j[(_exponents[1] * stride) + i] = slope2;
                }
            }

            if (_exponents[0] >= 0)
            {
                j[(_exponents[0] * stride) + i] = two > 0 && _exponents[1] == _exponents[0] ? slope1 + slope2 : slope1;
            }

            if (_gamma >= 0)
            {
                j[(_gamma * stride) + i] = power * logSum;
            }
        }
    }

    /// <inheritdoc/>
    public override bool AddCurvature(ReadOnlySpan<double> parameters, LawColumns columns, ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian, ReadOnlySpan<double> multipliers, Span<double> hessian)
    {
        var (count, size) = (columns.Count, _parameters.Length);
        for (var term = 0; term < _terms.Length; term++)
        {
            if (_exponents[term] < 0)
            {
                continue;
            }

            var amplitude = _amplitudes + term;
            var exponent = _exponents[term];
            var column = jacobian.Slice(amplitude * count, count);
            var mixed = -Lanes.Dot(multipliers, columns.Logs(term), column);
            hessian[(amplitude * size) + exponent] += mixed;
            hessian[(exponent * size) + amplitude] += mixed;
            hessian[(exponent * size) + exponent] += parameters[amplitude] * Lanes.Dot(multipliers, columns.Logs(term), columns.Logs(term), column);
        }

        if (_gamma >= 0)
        {
            AddGammaCurvature(parameters, values, jacobian, multipliers, hessian);
        }

        return true;
    }

    /// <summary>The rank-one and mixed second derivatives that a power of the sum adds, from the first derivatives.</summary>
    private void AddGammaCurvature(ReadOnlySpan<double> parameters, ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian, ReadOnlySpan<double> multipliers, Span<double> hessian)
    {
        var (count, size) = (values.Length, _parameters.Length);
        var gamma = parameters[_gamma];
        var asymptote = _asymptote >= 0 ? parameters[_asymptote] : 0;
        for (var row = 0; row < count; row++)
        {
            var power = values[row] - asymptote;
            var logSum = jacobian[(_gamma * count) + row] / power;
            var rankOne = multipliers[row] * (gamma - 1) / (gamma * power);
            var mixed = multipliers[row] * (1 + (gamma * logSum)) / gamma;
            for (var p = _amplitudes; p < _gamma; p++)
            {
                var slope = jacobian[(p * count) + row];
                for (var q = _amplitudes; q < _gamma; q++)
                {
                    hessian[(p * size) + q] += rankOne * slope * jacobian[(q * count) + row];
                }

                hessian[(p * size) + _gamma] += mixed * slope;
                hessian[(_gamma * size) + p] += mixed * slope;
            }

            hessian[(_gamma * size) + _gamma] += multipliers[row] * power * logSum * logSum;
        }
    }

    private double Exponent(ReadOnlySpan<double> parameters, int term) => _exponents[term] >= 0 ? parameters[_exponents[term]] : _terms[term].FixedExponent!.Value;

    private double Term(ReadOnlySpan<double> parameters, int term, double log) => parameters[_amplitudes + term] * Math.Exp(-Exponent(parameters, term) * log);

    private void Rescale(ReadOnlySpan<double> from, LawScaling scaling, Span<double> to, int direction)
    {
        from.CopyTo(to);
        if (_asymptote >= 0)
        {
            to[_asymptote] = direction > 0 ? from[_asymptote] * scaling.Response : from[_asymptote] / scaling.Response;
        }

        var response = Math.Log(scaling.Response) / (_gamma >= 0 ? from[_gamma] : 1);
        for (var term = 0; term < _terms.Length; term++)
        {
            var shift = response + (Exponent(from, term) * Math.Log(scaling.Inputs[term]));
            to[_amplitudes + term] = from[_amplitudes + term] * Math.Exp(direction * shift);
        }
    }
}
