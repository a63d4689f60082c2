using System.Collections.Immutable;

namespace EcgScaling.Study.Launching;

/// <summary>One job manifest.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Job">The job's name in the cluster.</param>
/// <param name="Text">The YAML.</param>
/// <param name="Keys">The trials it runs, in the order of the job's indices; empty for the one that reports.</param>
public sealed record KubernetesJob(string Name, string Job, string Text, ImmutableArray<string> Keys);
