using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Cinc;

/// <summary>Records of the PhysioNet/CinC challenges 2020 and 2021: WFDB headers over MATLAB v4 files, diagnoses as SNOMED CT codes in comments.</summary>
internal sealed class CincDialect : WfdbDialect
{
    public override string Name => "PhysioNet/CinC 2021";

    public override IReadOnlyList<string> LabelNames => CincClasses.Names;

    public override IReadOnlyList<string> Warnings { get; } = ["The challenge names no patients: each record counts as a patient of its own, so a patient with several may be on both sides of a split."];

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var labels = new float[CincClasses.Names.Count];
        foreach (var place in CincClasses.CodesIn(header.Comment("Dx")).Select(CincClasses.PlaceOf).Where(place => place >= 0))
        {
            labels[place] = 1;
        }

        return new Exam { Id = id, PatientId = id, Age = Age(header.Comment("Age")), Sex = SexFrom(header.Comment("Sex")), Labels = labels, Site = SiteOf(id) };
    }

    // The prefix of a record tells where it was made.
    private static string SiteOf(string id)
    {
        var name = id[(id.LastIndexOf('/') + 1)..];
        return name switch
        {
            ['J', 'S', ..] => "Chapman-Shaoxing-Ningbo",
            ['H', 'R', ..] => "PTB-XL",
            ['A', ..] => "CPSC2018",
            ['Q', ..] => "CPSC-Extra",
            ['I', ..] => "INCART",
            ['S', ..] => "PTB",
            ['E', ..] => "Georgia",
            _ => string.Empty,
        };
    }
}
