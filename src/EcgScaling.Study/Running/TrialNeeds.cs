using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Running;

/// <summary>What a trial takes of a machine that runs all its processes.</summary>
/// <param name="Bytes">Memory, beside the runtime of its first process.</param>
/// <param name="Processes">Processes, each with the threads of one.</param>
internal readonly record struct TrialNeeds(long Bytes, int Processes)
{
    /// <summary>Memory that a process needs beside its trial: runtime, libraries.</summary>
    public const long RuntimeBytes = 400L << 20;

    /// <summary>What a process needs on a CUDA device beside its trial: its context, and the libraries' working memory.</summary>
    public const long DeviceRuntimeBytes = 1L << 30;

    public static TrialNeeds Of(PlannedTrial trial) => new((trial.Processes * trial.MemoryBytes) + ((trial.Processes - 1) * RuntimeBytes), trial.Processes);
}
