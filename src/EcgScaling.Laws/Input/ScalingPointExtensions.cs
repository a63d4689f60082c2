using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Input;

/// <summary>Brings measured points into the table that laws are fitted to.</summary>
public static class ScalingPointExtensions
{
    /// <summary>The points as a table. A column that no point knows is left out.</summary>
    public static ScalingData ToScalingData(this IEnumerable<ScalingPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var list = points as IReadOnlyList<ScalingPoint> ?? [.. points];
        var inputs = new Dictionary<LawInput, double[]>();
        Add(LawInput.N, point => point.N);
        Add(LawInput.D, point => point.D);
        Add(LawInput.C, point => point.Compute);
        if (list.Any(point => !double.IsNaN(point.UniqueSamples)))
        {
            Add(LawInput.U, point => double.IsNaN(point.UniqueSamples) ? point.D : point.UniqueSamples);
        }

        return new ScalingData(inputs, [.. list.Select(point => point.Loss)], [.. list.Select(point => point.Weight)])
        {
            Families = list.Any(point => point.Family is not null) ? [.. list.Select(point => point.Family)] : null,
            Runs = list.Any(point => point.Run is not null) ? [.. list.Select(point => point.Run)] : null,
            LossStandardErrors = list.Any(point => !double.IsNaN(point.LossStandardError)) ? [.. list.Select(point => point.LossStandardError)] : null,
        };

        void Add(LawInput input, Func<ScalingPoint, double> value)
        {
            if (list.Count == 0 || list.Any(point => !double.IsNaN(value(point))))
            {
                inputs[input] = [.. list.Select(value)];
            }
        }
    }
}
