using System.Globalization;
using EcgScaling.Data;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Training.Transfer.Domain;

/// <summary>How the records of a data set are brought to what an encoder eats: the encoder's own preparation, with steps before and after it where leads, rate or length still differ.</summary>
public sealed record DomainAdaptation
{
    /// <summary>The preparation as text, for <see cref="EcgPipeline.Parse"/>.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>Leads, rate, length and unit, each where records and encoder differ.</summary>
    public required IReadOnlyList<DomainDifference> Differences { get; init; }

    /// <summary>What could not be checked.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Finds the preparation.</summary>
    /// <param name="source">The records.</param>
    /// <param name="input">What the encoder eats.</param>
    /// <param name="unit">What the values counted that it was pre-trained on; null where that is not known.</param>
    /// <exception cref="EcgDataException">Records lack leads that cannot be derived, or their values count something else than the encoder's and no step makes them alike.</exception>
    public static DomainAdaptation Of(IEcgSource source, EcgSpec input, SignalUnit? unit = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(input);
        var shapes = ShapesOf(source);
        var own = EcgPipeline.Parse(input.Preprocessing);
        var pipeline = Complete(source, shapes, own, input);
        var warnings = new List<string>();
        var differences = Compare(shapes, input, pipeline).ToList();
        pipeline = AlignUnit(source, unit, pipeline, differences, warnings);
        return new DomainAdaptation { Preprocessing = pipeline.ToString(), Differences = differences, Warnings = warnings };
    }

    private static List<(TracingShape Shape, int Index)> ShapesOf(IEcgSource source)
    {
        var shapes = new Dictionary<TracingShape, int>();
        for (var index = 0; index < source.Count; index++)
        {
            shapes.TryAdd(source.ShapeOf(index), index);
        }

        return [.. shapes.Select(item => (item.Key, item.Value))];
    }

    // Leads and rate go before the encoder's own steps, which may count on them; the length comes last.
    private static EcgPipeline Complete(IEcgSource source, List<(TracingShape Shape, int Index)> shapes, EcgPipeline own, EcgSpec input)
    {
        var leads = Step($"leads({input.Leads})");
        var rate = Step(FormattableString.Invariant($"resample({input.Rate.Hertz})"));
        var length = Step(FormattableString.Invariant($"crop({input.Samples})"));
        EcgPipeline? best = null;
        ArgumentException? why = null;
        foreach (var candidate in new[]
        {
            own, EcgPipeline.Of([.. own.Steps, length]), EcgPipeline.Of([rate, .. own.Steps]), EcgPipeline.Of([rate, .. own.Steps, length]),
            EcgPipeline.Of([leads, .. own.Steps]), EcgPipeline.Of([leads, .. own.Steps, length]), EcgPipeline.Of([leads, rate, .. own.Steps]), EcgPipeline.Of([leads, rate, .. own.Steps, length]),
        })
        {
            try
            {
                if (shapes.TrueForAll(item => Fits(candidate.OutputOf(item.Shape), input)))
                {
                    best = candidate;
                    break;
                }
            }
            catch (ArgumentException error)
            {
                why = error;
            }
        }

        return best ?? throw new EcgDataException(
            source.Name, $"exam {source.ExamAt(shapes[0].Index).Id}", shapes[0].Shape.ToString(),
            $"records that can be brought to {input.Leads} at {input.Rate}, {input.Samples} samples, by '{own}'",
            why?.Message ?? "Take an encoder whose input the records can give.", why);
    }

    private static IPreprocessingStep Step(string text) => EcgPipeline.Parse(text).Steps[0];

    private static bool Fits(TracingShape shape, EcgSpec input) => shape.Leads.Equals(input.Leads) && shape.Rate == input.Rate && shape.Samples == input.Samples;

    private static IEnumerable<DomainDifference> Compare(List<(TracingShape Shape, int Index)> shapes, EcgSpec input, EcgPipeline pipeline)
    {
        var leads = shapes.Select(item => item.Shape.Leads).Distinct().ToArray();
        if (leads.Any(set => !set.Equals(input.Leads)))
        {
            var derived = input.Leads.Any(lead => leads.Any(set => !set.Contains(lead)));
            yield return new DomainDifference(
                "leads", string.Join(" or ", leads.Select(set => set.ToString())), input.Leads.ToString(),
                derived ? "selected, missing limb leads derived from two others" : "selected and brought into order");
        }

        var rates = shapes.Select(item => item.Shape.Rate).Distinct().OrderBy(rate => rate.Hertz).ToArray();
        if (rates.Any(rate => rate != input.Rate))
        {
            yield return new DomainDifference("rate", string.Join(" or ", rates.Select(rate => rate.ToString())), input.Rate.ToString(), "resampled by a polyphase filter");
        }

        var seconds = shapes.Select(item => item.Shape.Samples / item.Shape.Rate.Hertz).Distinct().Order().ToArray();
        var taken = input.Samples / input.Rate.Hertz;
        if (seconds.Any(length => Math.Abs(length - taken) > 0.5 / input.Rate.Hertz))
        {
            yield return new DomainDifference(
                "length",
                seconds.Length == 1 ? Seconds(seconds[0]) : $"{Seconds(seconds[0])} to {Seconds(seconds[^1])}",
                Seconds(taken),
                seconds[0] < taken && seconds[^1] > taken ? "cut or padded with zeros" : seconds[0] < taken ? "padded with zeros on both sides" : "cut");
        }

        if (pipeline.ToString() != input.Preprocessing)
        {
            yield return new DomainDifference("preparation", pipeline.ToString(), input.Preprocessing.Length == 0 ? "none" : input.Preprocessing, "steps were added around the encoder's own");
        }

        static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} s");
    }

    private static EcgPipeline AlignUnit(IEcgSource source, SignalUnit? unit, EcgPipeline pipeline, List<DomainDifference> differences, List<string> warnings)
    {
        var given = pipeline.UnitOf(source.Unit);
        if (unit is null)
        {
            warnings.Add($"What the encoder's values counted in pre-training is not known; {source.Name} gives {Name(given)}.");
        }
        else if (unit != given && unit == SignalUnit.StandardDeviations)
        {
            // The encoder's records came standardised; amplitudes can be given up, not won back.
            differences.Add(new DomainDifference("unit", Name(source.Unit), Name(unit.Value), "each lead standardised before the encoder's own preparation"));
            return EcgPipeline.Of([Step("znorm(lead)"), .. pipeline.Steps]);
        }
        else if (unit != given)
        {
            throw new EcgDataException(
                source.Name, "unit", $"{Name(given)} after '{pipeline}'", Name(unit.Value),
                "Amplitudes would mean something else than in pre-training: pre-train with a step that makes both alike, such as znorm(lead), or take records in the same unit.");
        }

        if (source.Unit != given)
        {
            differences.Add(new DomainDifference("unit", Name(source.Unit), Name(given), "brought there by the preparation"));
        }

        return pipeline;

        static string Name(SignalUnit unit) => unit switch { SignalUnit.Millivolts => "millivolts", SignalUnit.StandardDeviations => "standard deviations", _ => "scaled values" };
    }
}
