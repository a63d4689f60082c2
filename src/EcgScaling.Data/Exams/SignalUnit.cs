namespace EcgScaling.Data;

/// <summary>What the values of a tracing count. Amplitudes of two data sets can be compared only where it is the same.</summary>
public enum SignalUnit
{
    /// <summary>Millivolts at the skin.</summary>
    Millivolts,

    /// <summary>Standard deviations of the lead or the record: amplitudes are gone, shapes are left.</summary>
    StandardDeviations,

    /// <summary>Millivolts times a factor, or what else a pipeline made of them.</summary>
    Scaled,
}
