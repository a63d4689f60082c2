namespace EcgScaling.Training;

/// <summary>What a <see cref="Duration"/> counts.</summary>
public enum DurationUnit
{
    /// <summary>Tracings seen, repeats counted: the D of a scaling study when no record is seen twice.</summary>
    Records,

    /// <summary>Updates of the weights.</summary>
    Steps,

    /// <summary>Passes over the training records.</summary>
    Epochs,
}
