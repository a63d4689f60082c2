namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>The number by which a task is usually ranked; losses and areas are reported for every task.</summary>
public enum TaskMetric
{
    /// <summary>Mean area under the receiver operating characteristic over the labels.</summary>
    MacroAuroc,

    /// <summary>The normalised score of the PhysioNet/CinC challenge 2021.</summary>
    ChallengeScore,

    /// <summary>Mean F1 over the labels at thresholds chosen on validation patients.</summary>
    MacroF1,
}
