namespace EcgScaling.Study.Describing;

/// <summary>What one more point of the data axis means.</summary>
public enum DataAxis
{
    /// <summary>Each data size is a nested subset of the records, trained on for the planned duration. Every trial is a run of its own.</summary>
    Subsets,

    /// <summary>
    /// Each data size is that much of one single pass over the largest subset: no record is repeated. With a warm-up and a constant rate before a decay (WSD), all
    /// data sizes of a model then share the constant part of one run, and only the decays are trained besides.
    /// </summary>
    Branches,
}
