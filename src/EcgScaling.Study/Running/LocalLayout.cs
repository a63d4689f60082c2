using System.Collections.Immutable;

namespace EcgScaling.Study.Running;

/// <summary>Which workers stand side by side on this machine, and how large a trial each may take, so that whatever they hold at once fits into memory.</summary>
internal sealed record LocalLayout
{
    /// <summary>Threads of each trial.</summary>
    public required int Threads { get; init; }

    /// <summary>The largest trial of each worker, in bytes as the plan counts them.</summary>
    public required ImmutableArray<long> Memory { get; init; }

    /// <summary>How many workers there are.</summary>
    public int Workers => Memory.Length;

    /// <summary>
    /// As many workers as there are seats and trials. The first may take any trial; every further one those that still fit beside the largest of the ones before. So a few large
    /// trials do not keep the small ones from running side by side, and none waits for ever.
    /// </summary>
    /// <param name="trials">What each open trial needs, in bytes; at least one.</param>
    /// <param name="seats">Workers that processors allow.</param>
    /// <param name="threads">Threads of each.</param>
    /// <param name="memory">Bytes for all.</param>
    /// <param name="own">Bytes that a worker needs beside its trial: runtime, libraries.</param>
    public static LocalLayout Of(IReadOnlyList<long> trials, int seats, int threads, long memory, long own)
    {
        var largestFirst = trials.OrderDescending().ToArray();
        var workers = ImmutableArray.CreateBuilder<long>();
        workers.Add(largestFirst[0]);
        var left = memory - own - largestFirst[0];
        while (workers.Count < Math.Min(seats, trials.Count))
        {
            var fits = Array.FindIndex(largestFirst, bytes => bytes + own <= left);
            if (fits < 0)
            {
                break;
            }

            workers.Add(largestFirst[fits]);
            left -= own + largestFirst[fits];
        }

        return new LocalLayout { Threads = threads, Memory = workers.ToImmutable() };
    }
}
