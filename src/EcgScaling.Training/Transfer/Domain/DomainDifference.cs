namespace EcgScaling.Training.Transfer.Domain;

/// <summary>One way in which records differ from what the encoder eats, and how they were brought there.</summary>
/// <param name="Aspect"><c>leads</c>, <c>rate</c>, <c>length</c> or <c>unit</c>.</param>
/// <param name="Records">What the records have.</param>
/// <param name="Encoder">What the encoder takes.</param>
/// <param name="Resolution">What was done about it.</param>
public sealed record DomainDifference(string Aspect, string Records, string Encoder, string Resolution);
