namespace EcgScaling.Data;

/// <summary>One exam with its tracing in memory.</summary>
public sealed record EcgRecord
{
    /// <summary>What is known of the exam.</summary>
    public required Exam Exam { get; init; }

    /// <summary>The meaning of the axes.</summary>
    public required TracingShape Shape { get; init; }

    /// <summary>The tracing in millivolts, shape <c>(lead, sample)</c>, one lead after the other. NaN marks invalid samples.</summary>
    public required float[] Millivolts { get; init; }

    /// <summary>The recorded samples.</summary>
    public required ValidRange Valid { get; init; }

    /// <summary>One lead's samples.</summary>
    /// <exception cref="ArgumentException">The tracing does not have the lead.</exception>
    public ReadOnlySpan<float> this[Lead lead]
    {
        get
        {
            var row = Shape.Leads.IndexOf(lead);
            return row >= 0
                ? Millivolts.AsSpan(row * Shape.Samples, Shape.Samples)
                : throw new ArgumentException($"The tracing of exam {Exam.Id} has the leads {Shape.Leads}, not {lead}.", nameof(lead));
        }
    }
}
