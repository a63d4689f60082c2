using System.Collections.Immutable;

namespace EcgScaling.Study.Launching;

/// <summary>One batch script.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Text">Its text.</param>
/// <param name="Keys">The trials it runs, in the order of the array's indices; empty for the one that reports.</param>
public sealed record SlurmScript(string Name, string Text, ImmutableArray<string> Keys);
