namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>What a protocol predicts on one division.</summary>
/// <param name="Test">Logits of the reported exams, <c>(exam, label)</c>, flattened.</param>
/// <param name="Validation">Logits of the exams that choose, for thresholds.</param>
/// <param name="Chosen">What validation chose, in words, for example <c>ridge 0.01</c>.</param>
public sealed record ProtocolPrediction(float[] Test, float[] Validation, string Chosen);
