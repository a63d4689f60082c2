using EcgScaling.Data.Code;
using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Tasks;

public sealed class LabelRelationsTests
{
    [Theory]
    [InlineData(LabelVocabulary.Scp, "AFIB", LabelRelation.Seen)]
    [InlineData(LabelVocabulary.Scp, "LVH", LabelRelation.Unseen)]
    [InlineData(LabelVocabulary.Ludb, "Atrial fibrillation", LabelRelation.Seen)]
    [InlineData(LabelVocabulary.Ludb, "Atrial flutter, typical", LabelRelation.Unseen)]
    [InlineData(LabelVocabulary.Aha, "AHA 22", LabelRelation.Seen)]
    [InlineData(LabelVocabulary.Snomed, "59118001", LabelRelation.Seen)]
    [InlineData(LabelVocabulary.Superclass, "CD", LabelRelation.Partly)]
    [InlineData(LabelVocabulary.Superclass, "HYP", LabelRelation.Unseen)]
    [InlineData(LabelVocabulary.Cinc, "BBB", LabelRelation.Partly)]
    [InlineData(LabelVocabulary.Other, "chagas", LabelRelation.Unseen)]
    public void Against_the_six_of_CODE(LabelVocabulary vocabulary, string label, LabelRelation relation) =>
        Assert.Equal([relation], LabelRelations.Of([label], vocabulary, CodeLabels.All, LabelVocabulary.Code));

    [Fact]
    public void Without_pretraining_labels_everything_is_unseen() =>
        Assert.Equal([LabelRelation.Unseen, LabelRelation.Unseen], LabelRelations.Of(["AFIB", "own"], LabelVocabulary.Scp, [], LabelVocabulary.Other));

    [Fact]
    public void An_unknown_name_is_seen_when_pretraining_had_the_same() =>
        Assert.Equal([LabelRelation.Seen], LabelRelations.Of(["Chagas"], LabelVocabulary.Other, ["chagas"], LabelVocabulary.Other));

    [Fact]
    public void A_head_serves_a_label_when_it_covers_it_and_nothing_more()
    {
        string[] cinc = ["AF", "CRBBB", "RBBB", "BBB", "AFAFL"];
        Assert.Equal([1, 2], LabelRelations.HeadsFor("CRBBB", LabelVocabulary.Scp, cinc, LabelVocabulary.Cinc));
        Assert.Equal([0], LabelRelations.HeadsFor("Atrial fibrillation", LabelVocabulary.Ludb, cinc, LabelVocabulary.Cinc));
        Assert.Empty(LabelRelations.HeadsFor("AFLT", LabelVocabulary.Scp, cinc, LabelVocabulary.Cinc));
        Assert.Empty(LabelRelations.HeadsFor("CD", LabelVocabulary.Superclass, cinc, LabelVocabulary.Cinc));
    }
}
