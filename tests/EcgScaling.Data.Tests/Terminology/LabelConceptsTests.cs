using EcgScaling.Data.Cinc;
using EcgScaling.Data.Code;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Terminology;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Terminology;

/// <summary>The mapping between vocabularies, against the published tables and against what the sources of this library call their labels.</summary>
public sealed class LabelConceptsTests
{
    [Theory]
    [InlineData("1dAVb", "IAVB", "1AVB", "270492004", "AHA 82", "I degree AV block")]
    [InlineData("RBBB", "CRBBB", "CRBBB", "59118001", "AHA 106", "Complete right bundle branch block")]
    [InlineData("LBBB", "LBBB", "CLBBB", "733534002", "AHA 104", "Complete left bundle branch block")]
    [InlineData("SB", "SB", "SBRAD", "426177001", "AHA 22", "Sinus bradycardia")]
    [InlineData("AF", "AF", "AFIB", "164889003", "AHA 50", "Atrial fibrillation")]
    [InlineData("ST", "STach", "STACH", "427084000", "AHA 21", "Sinus tachycardia")]
    public void TheSixOfCodeAreFoundInEveryVocabulary(string code, string cinc, string scp, string snomed, string aha, string ludb)
    {
        var concept = Assert.Single(LabelConcepts.Of(LabelVocabulary.Code, code));

        Assert.Contains(concept, LabelConcepts.Of(LabelVocabulary.Cinc, cinc));
        Assert.Equal([concept], LabelConcepts.Of(LabelVocabulary.Scp, scp));
        Assert.Equal([concept], LabelConcepts.Of(LabelVocabulary.Snomed, snomed));
        Assert.Contains(concept, LabelConcepts.Of(LabelVocabulary.Aha, aha));
        Assert.Equal([concept], LabelConcepts.Of(LabelVocabulary.Ludb, ludb));
        Assert.Equal([concept], LabelConcepts.Of(LabelVocabulary.Synthetic, code));
    }

    [Fact]
    public void LettersMeanWhatTheirVocabularySays()
    {
        Assert.Equal(["AMI"], LabelConcepts.Of(LabelVocabulary.Scp, "AMI").Select(concept => concept.Id));
        Assert.True(LabelConcepts.Of(LabelVocabulary.Cinc, "AMI").Count > 1);
        Assert.Equal(["PACE"], LabelConcepts.Of(LabelVocabulary.Cinc, "PR").Select(concept => concept.Id));
        Assert.Empty(LabelConcepts.Of(LabelVocabulary.Code, "AFIB"));
        Assert.Empty(LabelConcepts.Of(LabelVocabulary.Other, "AF"));
    }

    [Fact]
    public void ABroadLabelStandsForAllItCovers()
    {
        var conduction = LabelConcepts.Of(LabelVocabulary.Superclass, "CD").Select(concept => concept.Id);

        // The codes of superclass CD in scp_statements.csv.
        Assert.Equal(["IAVB", "IIAVB", "IIIAVB", "ILBBB", "IRBBB", "IVCD", "LAFB", "LBBB", "LPFB", "RBBB", "WPW"], conduction.Order(StringComparer.Ordinal));
        Assert.Equal(["AF", "AFL"], LabelConcepts.Of(LabelVocabulary.Icd10, "I48").Select(concept => concept.Id));
        Assert.Equal(["AF"], LabelConcepts.Of(LabelVocabulary.Icd10, "I48.91").Select(concept => concept.Id));
    }

    [Fact]
    public void VocabulariesAreRecognisedFromTheirLabels()
    {
        Assert.Equal(LabelVocabulary.Code, LabelConcepts.Recognise(CodeLabels.All));
        Assert.Equal(LabelVocabulary.Synthetic, LabelConcepts.Recognise(SyntheticLabels.All));
        Assert.Equal(LabelVocabulary.Cinc, LabelConcepts.Recognise(CincClasses.Names));
        Assert.Equal(LabelVocabulary.Superclass, LabelConcepts.Recognise(["NORM", "MI", "STTC", "CD", "HYP"]));
        Assert.Equal(LabelVocabulary.Aha, LabelConcepts.Recognise(["AHA 1", "AHA 22", "AHA 23"]));
        Assert.Equal(LabelVocabulary.Other, LabelConcepts.Recognise(["chagas"]));
        Assert.Equal(LabelVocabulary.Other, LabelConcepts.Recognise([]));
    }

    [Fact]
    public void EveryClassOfTheChallengeIsMapped() => Assert.All(CincClasses.Names, name => Assert.NotEmpty(LabelConcepts.Of(LabelVocabulary.Cinc, name)));

    [SharedDataFact("ptbxl/scp_statements.csv")]
    public void ScpStatementsAgreeWithThePublishedTable()
    {
        var table = CsvTable.Read(SharedData.PathOf("ptbxl", "scp_statements.csv"));
        Assert.Equal(71, table.Count);
        for (var row = 0; row < table.Count; row++)
        {
            var concepts = LabelConcepts.Of(LabelVocabulary.Scp, table.Cell(row, 0));
            Assert.NotEmpty(concepts);
            foreach (var (column, vocabulary) in new[] { ("diagnostic_class", LabelVocabulary.Superclass), ("diagnostic_subclass", LabelVocabulary.Subclass) })
            {
                if (table.Cell(row, column) is { Length: > 0 } group)
                {
                    Assert.Subset(LabelConcepts.Of(vocabulary, group).ToHashSet(), concepts.ToHashSet());
                }
            }

            // The table's codes 366 and 367 are modifiers (low amplitude, inversion), which do not stand for a finding alone.
            if (table.Cell(row, "AHA code") is { Length: > 0 } aha and not "366" and not "367")
            {
                Assert.Superset(concepts.ToHashSet(), LabelConcepts.Of(LabelVocabulary.Aha, aha).ToHashSet());
            }
        }
    }

    [SharedDataTheory("tables/cinc2021/dx_mapping_scored.csv")]
    [InlineData("dx_mapping_scored.csv", 0)]
    [InlineData("dx_mapping_unscored.csv", 24)]
    public void SnomedCodesAndAbbreviationsAgreeWithTheChallengesTable(string name, int unmapped)
    {
        var table = CsvTable.Read(SharedData.PathOf("tables", "cinc2021", name));
        var without = 0;
        for (var row = 0; row < table.Count; row++)
        {
            var byCode = LabelConcepts.Of(LabelVocabulary.Snomed, table.Cell(row, "SNOMEDCTCode"));
            Assert.Equal(byCode, LabelConcepts.Of(LabelVocabulary.Cinc, table.Cell(row, "Abbreviation")));
            without += byCode.Count == 0 ? 1 : 0;
        }

        Assert.Equal(unmapped, without);
    }
}
