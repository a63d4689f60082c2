namespace EcgScaling.Data;

/// <summary>The sex a data set gives for a patient.</summary>
public enum Sex
{
    /// <summary>Not given.</summary>
    Unknown = 0,

    /// <summary>Female.</summary>
    Female = 1,

    /// <summary>Male.</summary>
    Male = 2,
}
