namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>What pre-training knew of a label.</summary>
public enum LabelRelation
{
    /// <summary>Nothing: none of the findings it stands for was among the pre-training labels.</summary>
    Unseen,

    /// <summary>Some of the findings it stands for were, such as <c>CD</c> of PTB-XL after the six labels of CODE. Neither seen nor unseen.</summary>
    Partly,

    /// <summary>All of it: pre-training had a label for every finding it stands for.</summary>
    Seen,
}
