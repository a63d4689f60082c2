namespace EcgScaling.Data;

/// <summary>How far a long piece of data work is.</summary>
/// <param name="Activity">What is being done, for example <c>writing shards</c>.</param>
/// <param name="Done">Exams finished.</param>
/// <param name="Total">Exams in all.</param>
public readonly record struct DataProgress(string Activity, long Done, long Total);
