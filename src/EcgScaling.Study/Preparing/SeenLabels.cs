using EcgScaling.Data.Terminology;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Study.Preparing;

/// <summary>Finds labels of other data sets that mean what pre-training was told: <c>AFIB</c> of PTB-XL is <c>AF</c> of CODE.</summary>
internal sealed class SeenLabels
{
    private readonly IReadOnlySet<string> _trained;
    private readonly HashSet<string> _concepts;
    private readonly LabelVocabulary _vocabulary;

    /// <param name="trained">The labels that some supervised arm trains on.</param>
    /// <param name="all">All labels of the data they are from, which tell the vocabulary.</param>
    public SeenLabels(IReadOnlySet<string> trained, IReadOnlyCollection<string> all)
    {
        var vocabulary = _vocabulary = LabelConcepts.Recognise(all);
        _trained = trained;
        _concepts = [.. trained.SelectMany(label => LabelConcepts.Of(vocabulary, label)).Select(concept => concept.Id)];
    }

    /// <summary>What pre-training knew of each label of a ready task, whose vocabulary is known.</summary>
    public IReadOnlyList<LabelRelation> Relations(TaskData data) => data.Relations([.. _trained], _vocabulary);

    /// <summary>Whether a label of another set is one of them: by its name, or because some finding it stands for is one that was trained on.</summary>
    public bool Contains(string label, IReadOnlyCollection<string> all) =>
        _trained.Contains(label) || LabelConcepts.Of(LabelConcepts.Recognise(all), label).Any(concept => _concepts.Contains(concept.Id));
}
