using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Cinc;

/// <summary>Records of the PhysioNet/CinC challenges 2020 and 2021: WFDB headers over MATLAB v4 files, diagnoses as SNOMED CT codes in comments.</summary>
internal sealed class CincDialect(IReadOnlyList<string>? parts = null) : WfdbDialect
{
    // The first release of Georgia states 4880 counts a millivolt over the same counts that later releases state as 1000.
    private const double WrongGain = 4880;
    private const double RightGain = 1000;
    private readonly HashSet<string> _known = [];
    private int _mended;

    public override string Name => "PhysioNet/CinC 2021";

    public override IReadOnlyList<string> LabelNames => CincClasses.Names;

    public override IReadOnlyList<string> Warnings =>
    [
        "The challenge names no patients: each record counts as a patient of its own, so a patient with several may be on both sides of a split.",
        .. _mended > 0
            ? [$"{_mended} Georgia record(s) have the headers of 2020, which state 4880 counts a millivolt; they were read with 1000, as the headers of 2021 state, or amplitudes would be 4.88 times too small."]
            : Array.Empty<string>(),
    ];

    public override IReadOnlyList<string>? RecordsIn(string folder) => parts is null
        ? null
        : [.. WfdbSource.HeadersIn(folder).Select(path => Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/')).Where(record => parts.Contains(CincParts.Of(record)))];

    public override WfdbHeader Calibrate(WfdbHeader header)
    {
        if (CincParts.Of(Path.GetFileNameWithoutExtension(header.Path)) != CincParts.Georgia || !header.Signals.Any(IsWrong))
        {
            return header;
        }

        lock (_known)
        {
            _mended += _known.Add(header.Path) ? 1 : 0;
        }

        return header with { Signals = [.. header.Signals.Select(signal => IsWrong(signal) ? signal with { Gain = RightGain } : signal)] };

        static bool IsWrong(WfdbSignal signal) => signal.Gain == WrongGain;
    }

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var labels = new float[CincClasses.Names.Count];
        foreach (var place in CincClasses.CodesIn(header.Comment("Dx")).Select(CincClasses.PlaceOf).Where(place => place >= 0))
        {
            labels[place] = 1;
        }

        return new Exam { Id = id, PatientId = id, Age = Age(header.Comment("Age")), Sex = SexFrom(header.Comment("Sex")), Labels = labels, Site = CincParts.Of(id) };
    }
}
