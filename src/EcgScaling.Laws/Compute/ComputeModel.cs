namespace EcgScaling.Laws.Compute;

/// <summary>Training compute as a function of size and data: C = factor·N^sizePower·D^dataPower. 6·N·D is only the usual special case.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="SizePower">The power of N.</param>
/// <param name="DataPower">The power of D.</param>
public sealed record ComputeModel(double Factor, double SizePower = 1, double DataPower = 1)
{
    /// <summary>C = 6·N·D: dense transformers counted in parameters and tokens.</summary>
    public static ComputeModel SixNd { get; } = new(6);

    /// <summary>Fits the model to measured FLOP by least squares on logarithms.</summary>
    /// <exception cref="Input.ScalingDataException">The table has no compute, or too little variety of N and D.</exception>
    public static ComputeModel Measure(Input.ScalingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = Enumerable.Range(0, data.Count).Where(row => data.Weights[row] > 0 && data.Column(Forms.LawInput.C)[row] > 0).ToArray();
        var (n, d, c) = (data.Column(Forms.LawInput.N), data.Column(Forms.LawInput.D), data.Column(Forms.LawInput.C));
        var (gram, right) = (new double[9], new double[3]);
        var (meanN, meanD) = (rows.Average(row => Math.Log(n[row])), rows.Average(row => Math.Log(d[row])));
        foreach (var row in rows)
        {
            double[] place = [1, Math.Log(n[row]) - meanN, Math.Log(d[row]) - meanD];
            for (var p = 0; p < 3; p++)
            {
                right[p] += place[p] * Math.Log(c[row]);
                for (var q = 0; q < 3; q++)
                {
                    gram[(p * 3) + q] += place[p] * place[q];
                }
            }
        }

        if (rows.Length < 3 || Fitting.SmallMatrix.Inverse(gram, 3, []) is not { } inverse)
        {
            throw new Input.ScalingDataException("compute", [data.NameOf(Forms.LawInput.C)], [], $"{rows.Length} rows with measured compute that do not separate N from D", "at least three rows in which N and D vary on their own", "Measure compute for more runs, or state ComputeModel.SixNd.");
        }

        var solution = Enumerable.Range(0, 3).Select(p => Enumerable.Range(0, 3).Sum(q => inverse[(p * 3) + q] * right[q])).ToArray();
        return new ComputeModel(Math.Exp(solution[0] - (solution[1] * meanN) - (solution[2] * meanD)), solution[1], solution[2]);
    }

    /// <summary>The compute of a size and an amount of data.</summary>
    public double Of(double n, double d) => Factor * Math.Pow(n, SizePower) * Math.Pow(d, DataPower);

    /// <summary>The data that a compute budget leaves for a size.</summary>
    public double DataFor(double compute, double n) => Math.Pow(compute / Factor / Math.Pow(n, SizePower), 1 / DataPower);
}
