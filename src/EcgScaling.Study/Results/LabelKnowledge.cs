namespace EcgScaling.Study.Results;

/// <summary>What pre-training knew of the labels that were measured.</summary>
public enum LabelKnowledge
{
    /// <summary>All labels of the set, without regard to it.</summary>
    All,

    /// <summary>Labels that some supervised arm of the study trains on.</summary>
    Seen,

    /// <summary>Labels that none does.</summary>
    Unseen,
}
