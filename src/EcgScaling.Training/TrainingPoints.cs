using System.Collections.Immutable;

namespace EcgScaling.Training;

/// <summary>The points of a run at which something happens: evenly spaced, log-spaced, at intervals, or listed. The union counts; the end is always a point.</summary>
public sealed record TrainingPoints
{
    /// <summary>How many evenly spaced points, the last at the end.</summary>
    /// <value>Default: 0.</value>
    public int Evenly { get; init; }

    /// <summary>
    /// How many points spaced evenly in the logarithm of the records seen, from <see cref="LogStart"/> of the run to its end.
    /// One run then gives a whole data axis (best with a constant learning rate, or with <c>Wsd</c> decays from the checkpoints).
    /// </summary>
    /// <value>Default: 0.</value>
    public int LogSpaced { get; init; }

    /// <summary>The first log-spaced point as a part of the run.</summary>
    /// <value>Default: 0.01.</value>
    public double LogStart { get; init; } = 0.01;

    /// <summary>A point whenever this much has passed.</summary>
    /// <value>Default: none.</value>
    public Duration? Every { get; init; }

    /// <summary>Points given one by one; those beyond the end are left out.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<Duration> At { get; init; } = [];

    /// <summary>The steps after which the points lie, ascending, each once, the last being <paramref name="steps"/>.</summary>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="batchSize">Records per step.</param>
    /// <param name="recordsPerEpoch">Training records.</param>
    public ImmutableSortedSet<long> Resolve(long steps, int batchSize, long recordsPerEpoch)
    {
        var points = ImmutableSortedSet.CreateBuilder<long>();
        points.Add(steps);
        for (var i = 1; i < Evenly; i++)
        {
            points.Add(Math.Max(1, (long)Math.Round((double)steps * i / Evenly)));
        }

        for (var i = 0; i < LogSpaced - 1; i++)
        {
            var part = Math.Pow(LogStart, 1 - ((double)i / (LogSpaced - 1)));
            points.Add(Math.Clamp((long)Math.Round(steps * part), 1, steps));
        }

        if (Every is { } every)
        {
            // Multiples are taken of the exact amount, so that rounding to whole steps does not add up.
            for (var i = 1L; ; i++)
            {
                var point = Multiply(every, i).ToSteps(batchSize, recordsPerEpoch);
                if (point >= steps)
                {
                    break;
                }

                points.Add(point);
            }
        }

        points.UnionWith(At.IsDefault ? [] : At.Select(at => at.ToSteps(batchSize, recordsPerEpoch)).Where(point => point < steps));
        return points.ToImmutable();
    }

    /// <summary>Two sets are equal when all their values are.</summary>
    public bool Equals(TrainingPoints? other) =>
        other is not null && Evenly == other.Evenly && LogSpaced == other.LogSpaced && LogStart.Equals(other.LogStart) && Every == other.Every
        && (At.IsDefault ? [] : At).SequenceEqual(other.At.IsDefault ? [] : other.At);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Evenly, LogSpaced, LogStart, Every, At.IsDefault ? 0 : At.Length);

    internal void Validate(string name, List<string> problems)
    {
        if (Evenly < 0 || LogSpaced < 0)
        {
            problems.Add($"{name}.Evenly is {Evenly} and {name}.LogSpaced is {LogSpaced}; both are 0 (off) or more.");
        }

        if (!(LogStart > 0 && LogStart < 1))
        {
            problems.Add($"{name}.LogStart is {LogStart}; it is a part of the run in (0, 1), for example 0.01.");
        }

        if (Every is { Amount: <= 0 })
        {
            problems.Add($"{name}.Every is empty; use for example Duration.Epochs(1), or leave it null.");
        }
    }

    private static Duration Multiply(Duration every, long times) => every.Unit switch
    {
        DurationUnit.Steps => Duration.Steps(checked((long)every.Amount * times)),
        DurationUnit.Records => Duration.Records(checked((long)every.Amount * times)),
        _ => Duration.Epochs(every.Amount * times),
    };
}
