namespace EcgScaling.Data.Synthetic;

/// <summary>The labels of synthetic exams: the six of CODE, and six more that can serve as tasks unseen in pre-training.</summary>
public static class SyntheticLabels
{
    /// <summary>The CODE labels, in the order of its annotation files.</summary>
    public static IReadOnlyList<string> Code { get; } = ["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"];

    /// <summary>Labels that CODE does not have: left ventricular hypertrophy, inferior and anterior infarction, premature ventricular complexes, long QT, low voltage.</summary>
    public static IReadOnlyList<string> Further { get; } = ["LVH", "IMI", "AMI", "PVC", "LQT", "LVOLT"];

    /// <summary>All twelve.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Code, .. Further];
}
