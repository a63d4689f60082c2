using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Refits one replicate after the other with its own buffers; what it gives depends on the replicate's number alone.</summary>
internal sealed class BootstrapWorker
{
    private static readonly double[] Webb = [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];
    private readonly LawFit _fit;
    private readonly LawProblem _problem;
    private readonly RobustPath _path;
    private readonly RowClusters _clusters;
    private readonly BootstrapScheme _scheme;
    private readonly double[] _baseWeights;
    private readonly double[] _baseline;
    private readonly double[] _errors;
    private readonly double[] _factors;
    private readonly int[] _weighted;
    private readonly double[] _x;

    public BootstrapWorker(LawFit fit, BootstrapScheme scheme, RowClusters clusters)
    {
        (_fit, _scheme, _clusters) = (fit, scheme, clusters);
        _problem = fit.Design.CreateProblem(fit.Options).Clone(ownWeights: true);
        _path = new RobustPath(_problem);
        _baseWeights = (double[])_problem.Weights.Clone();
        _factors = new double[clusters.Count];
        _x = (double[])fit.Working.Clone();
        _problem.Delta = fit.WorkingDelta;
        var size = _problem.Dimension;
        var metric = new double[size * size];
        _problem.Evaluate(_x, new double[size], new double[size * size], metric);
        _weighted = [.. Enumerable.Range(0, fit.Data.Count).Where(row => _baseWeights[row] > 0)];
        _baseline = [.. _problem.Transformed.Zip(_problem.Residuals, (y, r) => y + r)];
        _errors = Errors(metric);
    }

    /// <summary>Refits replicate <paramref name="number"/>; the natural parameters go to <paramref name="draw"/>.</summary>
    /// <returns>Whether the refit converged, and whether it stopped at a bound.</returns>
    public (bool Converged, bool AtBound) Replicate(ulong seed, long number, Span<double> draw)
    {
        Draw(new RandomStream(seed, "bootstrap-" + _scheme, number));
        return Refit(draw);
    }

    /// <summary>The weights of the last replicate, one for each row.</summary>
    public ReadOnlySpan<double> Weights => _problem.Weights.AsSpan(0, _fit.Data.Count);

    /// <summary>Refits without one cluster.</summary>
    public void Without(int cluster, Span<double> draw)
    {
        for (var row = 0; row < _clusters.Of.Length; row++)
        {
            _problem.Weights[row] = _clusters.Of[row] == cluster ? 0 : _baseWeights[row];
        }

        Refit(draw);
    }

    private (bool Converged, bool AtBound) Refit(Span<double> draw)
    {
        _fit.Working.CopyTo(_x, 0);
        var result = _path.Minimize(_x, _fit.WorkingDelta);
        var atBound = AtBound();
        if (!result.Converged || (atBound && _fit.Certificate.ActiveBounds.Count == 0))
        {
            // The warm start is not trusted at a bound or without convergence: the law's own starts get their say.
            result = FromStarts(result);
            atBound = AtBound();
        }

        _fit.Form.ToNatural(_x.AsSpan(0, draw.Length), _fit.Design.Scaling, draw);
        if (!double.IsFinite(result.Value))
        {
            draw.Fill(double.NaN);
        }

        return (result.Converged && double.IsFinite(result.Value), atBound);
    }

    private MinimizationResult FromStarts(MinimizationResult best)
    {
        var kept = (double[])_x.Clone();
        var responses = _problem.Responses;
        var weights = new double[_problem.Weights.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            weights[row] = _problem.Objective.Scale == ResidualScale.Log ? _problem.Weights[row] / (responses[row] * responses[row]) : _problem.Weights[row];
        }

        foreach (var start in _fit.Form.Starts(new Forms.LawSample(_problem.Columns, responses, weights)).Take(3))
        {
            _x.AsSpan().Clear();
            start.CopyTo(_x, 0);
            var result = _path.Minimize(_x, _fit.WorkingDelta);
            if (result.Value < best.Value || (!best.Converged && result.Converged && result.Value <= best.Value * (1 + 1e-9)))
            {
                best = result;
                _x.CopyTo(kept, 0);
            }
        }

        kept.CopyTo(_x, 0);
        return best;
    }

    private bool AtBound()
    {
        for (var i = 0; i < _problem.LawSize; i++)
        {
            if (_problem.Lower[i] < _problem.Upper[i] && (_x[i] <= _problem.Lower[i] || _x[i] >= _problem.Upper[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void Draw(RandomStream random)
    {
        var rows = _clusters.Of.Length;
        if (_scheme is BootstrapScheme.Pairs or BootstrapScheme.Cluster)
        {
            Array.Clear(_factors);
            for (var draw = 0; draw < _clusters.Count; draw++)
            {
                _factors[random.NextInt32(_clusters.Count)]++;
            }

            for (var row = 0; row < rows; row++)
            {
                _problem.Weights[row] = _clusters.Of[row] < 0 ? 0 : _baseWeights[row] * _factors[_clusters.Of[row]];
            }

            return;
        }

        if (_scheme == BootstrapScheme.WildCluster)
        {
            for (var cluster = 0; cluster < _factors.Length; cluster++)
            {
                _factors[cluster] = Webb[random.NextInt32(Webb.Length)];
            }
        }

        for (var row = 0; row < rows; row++)
        {
            if (_clusters.Of[row] >= 0)
            {
                _problem.Transformed[row] = _baseline[row] + (_scheme switch
                {
                    BootstrapScheme.WildCluster => _errors[row] * _factors[_clusters.Of[row]],
                    BootstrapScheme.Residual => _errors[_weighted[random.NextInt32(_weighted.Length)]],
                    _ => _errors[row] * Standard(random),
                });
            }
        }
    }

    /// <summary>A draw of the standard error distribution: normal, or Student's t with the fitted degrees of freedom.</summary>
    private double Standard(RandomStream random)
    {
        if (_fit.StudentT is not { } fitted)
        {
            return random.NextGaussian();
        }

        // Bailey's polar form needs nothing but uniform numbers.
        while (true)
        {
            var (u, v) = (random.NextDouble(-1, 1), random.NextDouble(-1, 1));
            var radius = (u * u) + (v * v);
            if (radius is > 0 and <= 1)
            {
                return u * Math.Sqrt(fitted.DegreesOfFreedom * (Math.Pow(radius, -2 / fitted.DegreesOfFreedom) - 1) / radius);
            }
        }
    }

    /// <summary>What is added to the predictions: measured minus predicted, corrected for the freedom that the fit has used.</summary>
    private double[] Errors(double[] metric)
    {
        var (rows, count, freedom) = (_fit.Data.Count, _weighted.Length, Math.Max(1, _fit.DegreesOfFreedom));
        var errors = new double[rows];
        if (_scheme == BootstrapScheme.Parametric)
        {
            var squares = _weighted.Sum(row => _baseWeights[row] * _problem.Residuals[row] * _problem.Residuals[row]);
            for (var row = 0; row < rows; row++)
            {
                errors[row] = _baseWeights[row] > 0 ? (_fit.StudentT?.Scale ?? Math.Sqrt(squares / freedom)) / (_fit.StudentT is null ? Math.Sqrt(_baseWeights[row]) : 1) : 0;
            }

            return errors;
        }

        var mean = _scheme == BootstrapScheme.Residual ? _weighted.Average(row => _problem.Residuals[row]) : 0;
        var inverse = SmallMatrix.Inverse(metric, _problem.Dimension, new bool[_problem.Dimension], pseudo: true)!;
        foreach (var row in _weighted)
        {
            var inflation = _scheme == BootstrapScheme.Residual ? Math.Sqrt(count / (double)freedom) : 1 / Math.Sqrt(Math.Max(0.05, 1 - Leverage(row, inverse)));
            errors[row] = -(_problem.Residuals[row] - mean) * inflation;
        }

        return errors;
    }

    private double Leverage(int row, double[] inverse)
    {
        var (size, stride, count) = (_problem.LawSize, _problem.Dimension, _problem.Columns.Count);
        var sum = 0.0;
        for (var p = 0; p < size; p++)
        {
            for (var q = 0; q < size; q++)
            {
                sum += _problem.Jacobian[(p * count) + row] * inverse[(p * stride) + q] * _problem.Jacobian[(q * count) + row];
            }
        }

        var value = _problem.Values[row];
        var slope = _fit.Objective.Scale == ResidualScale.Log ? 1 / value : _fit.Objective.Scale == ResidualScale.Logit ? 1 / (value * (1 - value)) : 1;
        return Math.Clamp(sum * slope * slope * _baseWeights[row], 0, 1);
    }
}
