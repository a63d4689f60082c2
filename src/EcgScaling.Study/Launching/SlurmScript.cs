namespace EcgScaling.Study.Launching;

/// <summary>One batch script.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Text">Its text.</param>
/// <param name="Trials">How many trials it runs; 0 for the one that reports.</param>
public sealed record SlurmScript(string Name, string Text, int Trials);
