namespace EcgScaling.Study.Planning;

/// <summary>Where a trial may leave another one's run: after this step both are equal to the last bit, so what came before need not be trained twice.</summary>
/// <param name="Trunk">The key of the trial whose checkpoint it is.</param>
/// <param name="Step">The step of the checkpoint, at the end of the constant learning rate of the trial that branches off.</param>
public sealed record BranchPoint(string Trunk, long Step);
