using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.CodeFull;

/// <summary>How the full CODE data set is read.</summary>
public sealed record CodeFullOptions
{
    /// <summary>How the records are read.</summary>
    /// <value>Default: checksums verified, bad records quarantined.</value>
    public WfdbOptions Records { get; init; } = new();

    /// <summary>Whether every tracing of an exam is taken, under the id <c>exam_N2</c> and so on. Otherwise the first of each exam, under the exam's own id.</summary>
    /// <value>Default: false.</value>
    public bool AllTracings { get; init; }

    /// <summary>The columns of <c>annotations.csv</c> that are labels.</summary>
    /// <value>Default: null, the six CODE labels that are there.</value>
    public IReadOnlyList<string>? Labels { get; init; }
}
