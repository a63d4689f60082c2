using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>Which labels of a task are seen with respect to pre-training labels, across vocabularies.</summary>
public static class LabelRelations
{
    /// <summary>The relation of each label of a task.</summary>
    /// <param name="labels">The task's labels.</param>
    /// <param name="vocabulary">What they are written in.</param>
    /// <param name="pretrained">The pre-training labels; empty for self-supervision, to which everything is unseen.</param>
    /// <param name="pretrainedVocabulary">What those are written in.</param>
    /// <returns>One relation per label. Labels that the table of concepts does not know are seen when pre-training had one of the same name.</returns>
    public static IReadOnlyList<LabelRelation> Of(
        IReadOnlyList<string> labels, LabelVocabulary vocabulary, IReadOnlyList<string> pretrained, LabelVocabulary pretrainedVocabulary)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(pretrained);
        var known = pretrained.SelectMany(label => LabelConcepts.Of(pretrainedVocabulary, label)).ToHashSet();
        var names = pretrained.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. labels.Select(RelationOf)];

        LabelRelation RelationOf(string label)
        {
            var concepts = LabelConcepts.Of(vocabulary, label);
            var found = concepts.Count(known.Contains);
            return concepts.Count == 0 ? (names.Contains(label) ? LabelRelation.Seen : LabelRelation.Unseen)
                : found == concepts.Count ? LabelRelation.Seen
                : found > 0 ? LabelRelation.Partly : LabelRelation.Unseen;
        }
    }

    /// <summary>The places of the pre-training labels whose union is a task's label: those that stand for nothing beyond it. Empty where some finding of it has none.</summary>
    /// <param name="label">The task's label.</param>
    /// <param name="vocabulary">What it is written in.</param>
    /// <param name="pretrained">The pre-training labels.</param>
    /// <param name="pretrainedVocabulary">What those are written in.</param>
    public static IReadOnlyList<int> HeadsFor(string label, LabelVocabulary vocabulary, IReadOnlyList<string> pretrained, LabelVocabulary pretrainedVocabulary)
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        var concepts = LabelConcepts.Of(vocabulary, label).ToHashSet();
        if (concepts.Count == 0)
        {
            return [.. Enumerable.Range(0, pretrained.Count).Where(place => string.Equals(pretrained[place], label, StringComparison.OrdinalIgnoreCase)).Take(1)];
        }

        var (places, covered) = (new List<int>(), new HashSet<LabelConcept>());
        for (var place = 0; place < pretrained.Count; place++)
        {
            var own = LabelConcepts.Of(pretrainedVocabulary, pretrained[place]);
            if (own.Count > 0 && own.All(concepts.Contains))
            {
                places.Add(place);
                covered.UnionWith(own);
            }
        }

        return covered.SetEquals(concepts) ? places : [];
    }
}
