namespace EcgScaling.Study.Results;

/// <summary>The circumstances of a trial's run; they do not change its numbers, except that another device or thread count may move the last bits.</summary>
public sealed record TrialRun
{
    /// <summary>Seconds of work, all attempts together.</summary>
    public required double Seconds { get; init; }

    /// <summary>The attempts it took: one, and one more for each interruption.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Joules that all processor packages of the machine took during the last attempt, whatever ran beside included; NaN where the machine does not tell.</summary>
    public double PackageJoules { get; init; } = double.NaN;

    /// <summary>Whether the trial left another one's run at a checkpoint instead of starting from the beginning; its numbers are the same.</summary>
    public bool Branched { get; init; }

    /// <summary>The device, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>The threads of one process of the trial.</summary>
    public required int Threads { get; init; }

    /// <summary>The processes that trained it together, each with so many threads.</summary>
    /// <value>Default: 1.</value>
    public int Processes { get; init; } = 1;

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The version of the library that ran it.</summary>
    public required string Library { get; init; }
}
