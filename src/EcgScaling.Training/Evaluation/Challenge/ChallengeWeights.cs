using System.Globalization;
using EcgScaling.Data.Cinc;

namespace EcgScaling.Training.Evaluation.Challenge;

/// <summary>The rewards of the CinC challenge 2021, shape <c>(true class, decided class)</c>, in the order of <see cref="CincClasses.Names"/>.</summary>
public static class ChallengeWeights
{
    private const string Resource = "cinc2021-weights.csv";
    private static readonly Lazy<double[,]> Table = new(Read);

    /// <summary>The reward for deciding for a class where another is true: 1 on the diagonal, less for harmful confusions.</summary>
    /// <exception cref="ArgumentException">One of them is not a scored class.</exception>
    public static double Of(string trueClass, string decidedClass) => Table.Value[Require(trueClass), Require(decidedClass)];

    internal static double[,] All => Table.Value;

    /// <summary>The place of a class, or -1.</summary>
    internal static int PlaceOf(string name)
    {
        for (var place = 0; place < CincClasses.Names.Count; place++)
        {
            if (string.Equals(CincClasses.Names[place], name, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return -1;
    }

    private static int Require(string name) => PlaceOf(name) is var place and >= 0
        ? place
        : throw new ArgumentException($"'{name}' is not a class of the challenge; those are {string.Join(", ", CincClasses.Names)}.", nameof(name));

    private static double[,] Read()
    {
        using var reader = new StreamReader(typeof(ChallengeWeights).Assembly.GetManifestResourceStream(Resource)!);
        var size = CincClasses.Names.Count;
        var table = new double[size, size];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var cells = line.Split(',');
            var row = PlaceOf(cells[0]);
            for (var column = 0; column <= row; column++)
            {
                table[row, column] = table[column, row] = double.Parse(cells[column + 1], CultureInfo.InvariantCulture);
            }
        }

        return table;
    }
}
