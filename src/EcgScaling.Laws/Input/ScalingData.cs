using System.Buffers.Binary;
using System.Security.Cryptography;
using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Input;

/// <summary>The checked table that laws are fitted to: input columns, losses, weights, and where each row came from. Immutable.</summary>
public sealed class ScalingData
{
    private readonly Dictionary<LawInput, double[]> _inputs;

    /// <summary>Makes a table and checks that all columns have the same length.</summary>
    /// <param name="inputs">The input columns; a value that is NaN means unknown.</param>
    /// <param name="losses">The response, one value for each row.</param>
    /// <param name="weights">Weights of zero or more; null: all 1.</param>
    /// <param name="names">How the caller calls the columns, for messages; null: N, D, C, U, X.</param>
    /// <param name="rows">Row numbers for messages; null: 1, 2, 3, ...</param>
    /// <exception cref="ScalingDataException">Columns of different lengths, or a weight below zero.</exception>
    public ScalingData(IReadOnlyDictionary<LawInput, double[]> inputs, double[] losses, double[]? weights = null, IReadOnlyDictionary<LawInput, string>? names = null, int[]? rows = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(losses);
        Names = names ?? new Dictionary<LawInput, string>();
        foreach (var (input, column) in inputs)
        {
            if (column.Length != losses.Length)
            {
                throw new ScalingDataException("length", [NameOf(input)], [], $"{column.Length} values", $"{losses.Length} values, one for each loss", "Give every column the same length.");
            }
        }

        if (weights is not null && weights.Length != losses.Length)
        {
            throw new ScalingDataException("length", ["weight"], [], $"{weights.Length} values", $"{losses.Length} values, one for each loss", "Give every column the same length.");
        }

        _inputs = inputs.ToDictionary(pair => pair.Key, pair => (double[])pair.Value.Clone());
        Losses = [.. losses];
        Weights = weights is null ? [.. Enumerable.Repeat(1.0, losses.Length)] : [.. weights];
        Rows = rows ?? [.. Enumerable.Range(1, losses.Length)];
        var wrong = RowsWhere(index => !(Weights[index] >= 0) || double.IsInfinity(Weights[index]));
        if (wrong.Count > 0)
        {
            throw new ScalingDataException("weight", ["weight"], wrong, "a weight that is negative or not a number", "zero or more", "Correct the weights or leave them out.");
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Count => Losses.Length;

    /// <summary>The inputs that the table has.</summary>
    public IReadOnlyCollection<LawInput> Inputs => _inputs.Keys;

    /// <summary>The response. Do not write to it.</summary>
    public double[] Losses { get; }

    /// <summary>The weights. Do not write to it.</summary>
    public double[] Weights { get; }

    /// <summary>The row of the file, or the position of the point, that each row came from.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>How the caller calls the columns.</summary>
    public IReadOnlyDictionary<LawInput, string> Names { get; }

    /// <summary>How the caller calls the response.</summary>
    public string LossName { get; init; } = "loss";

    /// <summary>The family of each row; null where none is known.</summary>
    public string?[]? Families { get; init; }

    /// <summary>The cluster (run) of each row; null where none is known.</summary>
    public string?[]? Runs { get; init; }

    /// <summary>The standard errors of the losses; null where none is known.</summary>
    public double[]? LossStandardErrors { get; init; }

    /// <summary>Where the data came from, such as a file name.</summary>
    public string Source { get; init; } = "memory";

    /// <summary>Whether the table has an input.</summary>
    public bool Has(LawInput input) => _inputs.ContainsKey(input);

    /// <summary>The column of an input. Do not write to it.</summary>
    /// <exception cref="ScalingDataException">The table has no such column.</exception>
    public double[] Column(LawInput input) => _inputs.TryGetValue(input, out var column)
        ? column
        : throw new ScalingDataException("missing-column", [NameOf(input)], [], "no such column", $"a column for {input}", $"Give {Describe(input)} for every point.");

    /// <summary>How the caller calls an input.</summary>
    public string NameOf(LawInput input) => Names.TryGetValue(input, out var name) ? name : input.ToString();

    /// <summary>The rows that fulfil a condition, as a new table.</summary>
    public ScalingData Where(Func<int, bool> keep) => Take([.. Enumerable.Range(0, Count).Where(keep)]);

    /// <summary>The rows at these positions (0-based, repeats allowed), as a new table.</summary>
    public ScalingData Take(IReadOnlyList<int> positions) => new(
        _inputs.ToDictionary(pair => pair.Key, pair => Pick(pair.Value, positions)),
        Pick(Losses, positions),
        Pick(Weights, positions),
        Names,
        [.. positions.Select(position => Rows[position])])
    {
        LossName = LossName,
        Families = Families is null ? null : [.. positions.Select(position => Families[position])],
        Runs = Runs is null ? null : [.. positions.Select(position => Runs[position])],
        LossStandardErrors = LossStandardErrors is null ? null : Pick(LossStandardErrors, positions),
        Source = Source,
    };

    /// <summary>The same table with other losses (a simulation, or a bootstrap on residuals).</summary>
    public ScalingData WithLosses(double[] losses) => new(_inputs, losses, Weights, Names, [.. Rows])
    {
        LossName = LossName,
        Families = Families,
        Runs = Runs,
        LossStandardErrors = LossStandardErrors,
        Source = Source,
    };

    /// <summary>SHA-256 over the columns, losses and weights: the identity of the data in a result's provenance.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var input in _inputs.Keys.Order())
        {
            hash.AppendData([(byte)input]);
            Append(hash, _inputs[input]);
        }

        Append(hash, Losses);
        Append(hash, Weights);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The row numbers of the rows that fulfil a condition on their position.</summary>
    internal IReadOnlyList<int> RowsWhere(Func<int, bool> condition) => [.. Enumerable.Range(0, Count).Where(condition).Select(index => Rows[index])];

    private static string Describe(LawInput input) => input switch
    {
        LawInput.N => "the number of parameters",
        LawInput.D => "the number of training examples",
        LawInput.C => "the training compute in FLOP",
        LawInput.U => "the number of distinct training examples",
        _ => "the value of x",
    };

    private static double[] Pick(double[] column, IReadOnlyList<int> positions) => [.. positions.Select(position => column[position])];

    private static void Append(IncrementalHash hash, double[] column)
    {
        Span<byte> bytes = stackalloc byte[8];
        foreach (var value in column)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }
}
