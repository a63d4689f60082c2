namespace EcgScaling.Training.Checkpoints;

/// <summary>One file of a checkpoint, as the manifest knows it.</summary>
/// <param name="Name">Its name in the checkpoint's folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, 64 hexadecimal digits.</param>
public sealed record CheckpointFile(string Name, long Bytes, string Sha256);
