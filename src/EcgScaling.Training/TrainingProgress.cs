namespace EcgScaling.Training;

/// <summary>Where a run stands. Reported after every step, so receivers should be cheap.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TotalSteps">Steps planned.</param>
/// <param name="Records">Records seen, repeats counted.</param>
/// <param name="TotalRecords">Records planned.</param>
/// <param name="Loss">Training loss of the last step.</param>
/// <param name="HeldOutLoss">The newest held-out loss, or NaN before the first evaluation.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="RecordsPerSecond">Records per second since the run was started or resumed, evaluations left out.</param>
/// <param name="Remaining">Estimated time to the end, evaluations left out.</param>
public readonly record struct TrainingProgress(
    long Step,
    long TotalSteps,
    long Records,
    long TotalRecords,
    double Loss,
    double HeldOutLoss,
    double LearningRate,
    double RecordsPerSecond,
    TimeSpan Remaining);
