using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <content>Variable-projection starts: a grid over the exponents, a bounded linear solve of asymptote and amplitudes at each node.</content>
public sealed partial class PowerLawForm
{
    private const int GridSize = 16;
    private const int Kept = 8;
    private static readonly double[] Exponents = [.. Enumerable.Range(0, GridSize).Select(step => 0.02 * Math.Pow(200, step / (GridSize - 1.0)))];
    private static readonly double[] Gammas = [1, 0.6, 0.35, 1.6];
    private static readonly double[] AsymptoteShares = [0, 0.5, 0.8, 0.95];

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var found = new List<(double Score, double[] Start)>();
        if (_gamma < 0)
        {
            Project(sample, sample.Responses, sample.Weights, null, 0, found);
        }
        else
        {
            ProjectPowers(sample, found);
        }

        return [.. found.OrderBy(candidate => candidate.Score).Take(Kept).Select(candidate => candidate.Start)];
    }

    /// <summary>With gamma the law is linear in the amplitudes once E and gamma are given: (L - E)^(1/gamma) = A·N^-alpha + B·D^-beta.</summary>
    private void ProjectPowers(LawSample sample, List<(double Score, double[] Start)> found)
    {
        var smallest = sample.Smallest();
        var responses = new double[sample.Responses.Length];
        var weights = new double[sample.Responses.Length];
        foreach (var gamma in Gammas)
        {
            foreach (var share in _asymptote >= 0 ? AsymptoteShares : [0])
            {
                var asymptote = share * smallest;
                for (var row = 0; row < responses.Length; row++)
                {
                    responses[row] = Math.Pow(sample.Responses[row] - asymptote, 1 / gamma);
                    var slope = gamma * (sample.Responses[row] - asymptote) / responses[row];
                    weights[row] = sample.Weights[row] * slope * slope;
                }

                var nodes = new List<(double Score, double[] Start)>();
                Project(sample, responses, weights, asymptote, gamma, nodes);
                found.AddRange(nodes.OrderBy(node => node.Score).Take(2));
            }
        }
    }

    private void Project(LawSample sample, double[] responses, double[] weights, double? asymptote, double gamma, List<(double Score, double[] Start)> found)
    {
        var grids = new double[_terms.Length][];
        var tied = _terms.Length == 2 && _exponents[0] >= 0 && _exponents[0] == _exponents[1];
        for (var term = 0; term < _terms.Length; term++)
        {
            grids[term] = _exponents[term] >= 0 ? Exponents : [_terms[term].FixedExponent!.Value];
        }

        var projection = new VariableProjection(responses, weights, _asymptote >= 0 && asymptote is null);
        for (var term = 0; term < _terms.Length; term++)
        {
            projection.AddTerm(grids[term], sample.Columns.Logs(term));
        }

        foreach (var node in projection.Minima(tied, Kept))
        {
            var start = new double[_parameters.Length];
            if (_asymptote >= 0)
            {
                start[_asymptote] = asymptote ?? node.Constant;
            }

            for (var term = 0; term < _terms.Length; term++)
            {
                start[_amplitudes + term] = node.Amplitudes[term];
                if (_exponents[term] >= 0)
                {
                    start[_exponents[term]] = grids[term][node.Indices[term]];
                }
            }

            if (_gamma >= 0)
            {
                start[_gamma] = gamma;
            }

            found.Add((node.Score, start));
        }
    }
}
