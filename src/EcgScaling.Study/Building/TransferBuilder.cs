using System.Collections.Immutable;
using EcgScaling.Study.Describing;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Study.Building;

/// <summary>The words for what encoders are measured on. Immutable: each returns a new one.</summary>
public sealed record TransferBuilder
{
    internal TransferBuilder(ImmutableArray<TransferTaskSpec> tasks) => Tasks = tasks;

    /// <summary>What has been said so far.</summary>
    public ImmutableArray<TransferTaskSpec> Tasks { get; private init; }

    /// <summary>A probe on the study's own data: fitted on training records, measured on the held-out ones. It is the one loss in distribution that all paradigms share.</summary>
    /// <param name="name">The name in tables and figures.</param>
    /// <param name="task">What is different from the defaults.</param>
    public TransferBuilder InDistribution(string name = "probe", Func<TransferTaskSpec, TransferTaskSpec>? task = null) => Task(new TransferTaskSpec { Name = name }, task);

    /// <summary>Synthetic ECGs of another site.</summary>
    /// <param name="site">A site of the generator, for example <c>hospital</c>; also the task's name.</param>
    /// <param name="exams">How many.</param>
    /// <param name="rate">The sample rate; null for 400 Hz.</param>
    /// <param name="samples">Samples of each lead.</param>
    /// <param name="seed">The generator's seed.</param>
    /// <param name="task">What is different from the defaults.</param>
    public TransferBuilder Synthetic(string site, int exams = 2000, SampleRate? rate = null, int samples = 4096, ulong seed = 1, Func<TransferTaskSpec, TransferTaskSpec>? task = null) =>
        Task(new TransferTaskSpec { Name = site, Source = new SyntheticSourceSpec { Site = site, Exams = exams, Seed = seed, Rate = rate ?? SampleRate.Code, Samples = samples } }, task);

    /// <summary>Records in a folder, in any layout that is recognised.</summary>
    /// <param name="name">The name in tables and figures.</param>
    /// <param name="path">The folder.</param>
    /// <param name="task">What is different from the defaults.</param>
    public TransferBuilder Folder(string name, string path, Func<TransferTaskSpec, TransferTaskSpec>? task = null) =>
        Task(new TransferTaskSpec { Name = name, Source = new FolderSourceSpec { Path = path } }, task);

    /// <summary>A ready task of <see cref="TransferTasks"/>, with its labels, exams and division.</summary>
    /// <param name="ready">Its name, for example <c>ptbxl-superclass</c>; also the name in tables and figures.</param>
    /// <param name="paths">The folders of its data; none for generated data.</param>
    /// <param name="task">What is different from the defaults.</param>
    public TransferBuilder Ready(string ready, IReadOnlyList<string>? paths = null, Func<TransferTaskSpec, TransferTaskSpec>? task = null) =>
        Task(new TransferTaskSpec { Name = ready, Source = new TaskSourceSpec { Task = ready, Paths = [.. paths ?? []] } }, task);

    /// <summary>Any task.</summary>
    public TransferBuilder Task(TransferTaskSpec task, Func<TransferTaskSpec, TransferTaskSpec>? change = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(Tasks.Add(change?.Invoke(task) ?? task));
    }
}
