namespace EcgScaling.Data.Terminology;

/// <summary>One clinical finding, whatever a data set calls it.</summary>
/// <param name="Id">Its short name in this library, for example <c>IAVB</c>.</param>
/// <param name="Name">Its name in words.</param>
public sealed record LabelConcept(string Id, string Name);
