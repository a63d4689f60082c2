namespace EcgScaling.Data.Wfdb;

/// <summary>One annotation of a WFDB annotation file (annot(5)).</summary>
/// <param name="Sample">The place in frames from the start of the record.</param>
/// <param name="Code">The annotation code, 0 to 49.</param>
/// <param name="Symbol">Its usual symbol, such as <c>N</c> for a normal beat, <c>(</c> and <c>)</c> for the limits of a wave.</param>
/// <param name="Subtype">The subtype, 0 where none is given.</param>
/// <param name="Channel">The signal it belongs to.</param>
/// <param name="Number">The number field.</param>
/// <param name="Text">The auxiliary text, such as a rhythm.</param>
public sealed record WfdbAnnotation(long Sample, int Code, string Symbol, int Subtype, int Channel, int Number, string Text);
