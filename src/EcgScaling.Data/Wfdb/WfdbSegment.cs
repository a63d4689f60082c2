namespace EcgScaling.Data.Wfdb;

/// <summary>One segment of a multi-segment record.</summary>
/// <param name="RecordName">The segment's own record; <c>~</c> for a gap.</param>
/// <param name="Frames">Its length; 0 for the layout segment of a record whose segments hold different signals.</param>
public sealed record WfdbSegment(string RecordName, long Frames);
