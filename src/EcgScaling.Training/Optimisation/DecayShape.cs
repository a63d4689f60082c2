namespace EcgScaling.Training.Optimisation;

/// <summary>The shape of the last part of a <see cref="ScheduleKind.Wsd"/> schedule.</summary>
public enum DecayShape
{
    /// <summary><c>1 - √x</c>, the better one in Hägele et al. 2024.</summary>
    InverseRoot,

    /// <summary><c>1 - x</c>.</summary>
    Linear,

    /// <summary>Half a cosine.</summary>
    Cosine,
}
