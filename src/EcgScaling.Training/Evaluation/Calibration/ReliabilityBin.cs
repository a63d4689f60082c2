namespace EcgScaling.Training.Evaluation.Calibration;

/// <summary>Predictions of like probability, and how often they came true.</summary>
/// <param name="Lower">Probabilities in the bin are above this (the first bin includes 0).</param>
/// <param name="Upper">Probabilities in the bin are at most this.</param>
/// <param name="Count">Predictions in the bin.</param>
/// <param name="MeanProbability">Their mean probability.</param>
/// <param name="Frequency">The share that came true.</param>
/// <param name="FrequencyLow">Lower end of the share's 95 % interval (Wilson 1927).</param>
/// <param name="FrequencyHigh">Upper end of that interval.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double MeanProbability, double Frequency, double FrequencyLow, double FrequencyHigh);
