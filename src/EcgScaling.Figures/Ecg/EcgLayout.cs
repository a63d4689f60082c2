namespace EcgScaling.Figures.Ecg;

/// <summary>How the leads of an ECG are arranged on paper.</summary>
public enum EcgLayout
{
    /// <summary>Three rows of four leads, 2.5 s each and continuous in time, above one lead for the whole 10 s: what a cardiograph prints.</summary>
    ThreeByFour,

    /// <summary>Every lead on its own row for the whole time.</summary>
    OneRowPerLead,
}
