namespace EcgScaling.Training.Optimisation;

/// <summary>The course of the learning rate after the warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>Half a cosine down to the floor at the end of the run (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>
    /// Warm-up, stable, decay (Hu et al. 2024, Hägele et al. 2024): constant, then down to the floor over the last part of the run.
    /// One long run gives several data points: decay from its saved checkpoints.
    /// </summary>
    Wsd,

    /// <summary>Times a factor whenever the held-out loss has not fallen for some evaluations (Ribeiro et al. 2020).</summary>
    Plateau,

    /// <summary>Constant.</summary>
    Constant,
}
