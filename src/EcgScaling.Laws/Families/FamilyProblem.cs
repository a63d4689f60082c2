using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Families;

/// <summary>The problems of several families as one: each family reads its parameters out of the common vector.</summary>
internal sealed class FamilyProblem : IRobustProblem
{
    private readonly LawProblem[] _families;
    private readonly int[][] _maps;
    private readonly (int[] Members, double Precision)[] _pools;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _local;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly double[] _metric;
    private double _delta;

    /// <summary>Joins problems.</summary>
    /// <param name="families">One problem for each family, of the same law and objective in the same units.</param>
    /// <param name="maps">For each family, the place of each of its parameters in the common vector.</param>
    /// <param name="pools">Places drawn towards their mean, with the factor of the squared distance.</param>
    public FamilyProblem(LawProblem[] families, int[][] maps, (int[] Members, double Precision)[] pools)
    {
        (_families, _maps, _pools) = (families, maps, pools);
        Dimension = maps.Max(map => map.Max()) + 1;
        _lower = [.. Enumerable.Repeat(double.NegativeInfinity, Dimension)];
        _upper = [.. Enumerable.Repeat(double.PositiveInfinity, Dimension)];
        for (var family = 0; family < families.Length; family++)
        {
            for (var i = 0; i < maps[family].Length; i++)
            {
                var at = maps[family][i];
                _lower[at] = Math.Max(_lower[at], families[family].Lower[i]);
                _upper[at] = Math.Min(_upper[at], families[family].Upper[i]);
            }
        }

        var size = maps[0].Length;
        (_local, _gradient, _hessian, _metric) = (new double[size], new double[size], new double[size * size], new double[size * size]);
        _delta = families[0].Delta;
        RowCount = families.Sum(family => family.RowCount);
    }

    public FitObjective Objective => _families[0].Objective;

    public IReadOnlyList<LawProblem> Families => _families;

    public IReadOnlyList<int[]> Maps => _maps;

    public double Delta
    {
        get => _delta;
        set
        {
            _delta = value;
            foreach (var family in _families)
            {
                family.Delta = value;
            }
        }
    }

    public bool DifferenceCurvature
    {
        get => _families[0].DifferenceCurvature;
        set
        {
            foreach (var family in _families)
            {
                family.DifferenceCurvature = value;
            }
        }
    }

    public bool IsCurvatureCostly => _families[0].IsCurvatureCostly;

    public int RowCount { get; }

    public int Dimension { get; }

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    public int CopyResiduals(Span<double> residuals, Span<double> weights)
    {
        var count = 0;
        foreach (var family in _families)
        {
            count += family.CopyResiduals(residuals[count..], weights[count..]);
        }

        return count;
    }

    /// <summary>The same problem with its own buffers and weights.</summary>
    public FamilyProblem Clone() => new([.. _families.Select(family => family.Clone(ownWeights: true))], _maps, _pools);

    /// <summary>The parameters of one family out of the common vector.</summary>
    public void Local(ReadOnlySpan<double> x, int family, Span<double> local)
    {
        for (var i = 0; i < local.Length; i++)
        {
            local[i] = x[_maps[family][i]];
        }
    }

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        gradient.Clear();
        hessian.Clear();
        metric.Clear();
        var (value, size, curves) = (0.0, _local.Length, hessian.Length > 0);
        for (var family = 0; family < _families.Length; family++)
        {
            Local(x, family, _local);
            value += gradient.Length == 0 ? _families[family].Evaluate(_local, default, default, default)
                : curves ? _families[family].Evaluate(_local, _gradient, _hessian, _metric)
                : _families[family].Evaluate(_local, _gradient, default, default);
            if (!double.IsFinite(value))
            {
                return double.PositiveInfinity;
            }

            for (var p = 0; p < size && gradient.Length > 0; p++)
            {
                var row = _maps[family][p];
                gradient[row] += _gradient[p];
                for (var q = 0; q < size && curves; q++)
                {
                    hessian[(row * Dimension) + _maps[family][q]] += _hessian[(p * size) + q];
                    metric[(row * Dimension) + _maps[family][q]] += _metric[(p * size) + q];
                }
            }
        }

        foreach (var (members, precision) in _pools)
        {
            value += Pool(x, members, precision, gradient, hessian, metric);
        }

        return value;
    }

    /// <summary>precision times the squared distances from the mean of the members.</summary>
    private double Pool(ReadOnlySpan<double> x, int[] members, double precision, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        var mean = 0.0;
        foreach (var member in members)
        {
            mean += x[member] / members.Length;
        }

        var value = 0.0;
        foreach (var member in members)
        {
            var distance = x[member] - mean;
            value += precision * distance * distance;
            if (gradient.Length > 0)
            {
                gradient[member] += 2 * precision * distance;
            }

            foreach (var other in members)
            {
                if (hessian.Length > 0)
                {
                    var curve = 2 * precision * ((member == other ? 1 : 0) - (1.0 / members.Length));
                    hessian[(member * Dimension) + other] += curve;
                    metric[(member * Dimension) + other] += curve;
                }
            }
        }

        return value;
    }
}
