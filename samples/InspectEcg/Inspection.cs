using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Data.Isolation;
using EcgScaling.Data.Wfdb;
using EcgScaling.Figures.Ecg;

namespace EcgScaling.Samples;

/// <summary>A data set and one of its records under the glass.</summary>
internal sealed class Inspection : IDisposable
{
    private const int LabelsShown = 10;
    private const int ExamsShown = 20;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly IEcgSource _source;
    private readonly string? _record;

    private Inspection(IEcgSource source, string? record) => (_source, _record) = (source, record);

    public static Inspection Open(string path, string? format, string? record, bool strict)
    {
        // One record of a folder: its header, or its path without ending.
        var header = path.EndsWith(".hea", StringComparison.OrdinalIgnoreCase) ? path : path + ".hea";
        if (!Directory.Exists(path) && File.Exists(header))
        {
            record ??= Path.GetFileNameWithoutExtension(header);
            path = Path.GetDirectoryName(Path.GetFullPath(header))!;
        }

        // libhdf5 can crash on a hostile file; a process of its own turns that into an error.
        return new Inspection(
            HoldsHdf5(path) ? IsolatedSource.Open(path, new IsolationOptions { Format = format, VerifyChecksums = false, Strict = strict }) : EcgSources.Open(path, format, verifyChecksums: false, strict),
            record);
    }

    public void List(TextWriter output)
    {
        for (var index = 0; index < _source.Count; index++)
        {
            var exam = _source.ExamAt(index);
            output.WriteLine($"{exam.Id}\t{_source.ShapeOf(index)}\t{Age(exam)}\t{exam.Sex}\t{string.Join(", ", Positive(exam))}");
        }
    }

    public void Summarise(TextWriter output)
    {
        output.WriteLine($"{_source.Name}: {_source.Count} exams, {(_source.CommonShape is { } shape ? shape.ToString() : "of different shapes")}");
        var prevalence = _source.Prevalence();
        var width = _source.LabelNames.Select(label => label.Length).DefaultIfEmpty(0).Max();
        foreach (var (label, share) in _source.LabelNames.Zip(prevalence).OrderByDescending(pair => pair.Second))
        {
            output.WriteLine(FormattableString.Invariant($"  {label.PadRight(width)} {share,8:P2}"));
        }

        foreach (var warning in _source.Warnings)
        {
            output.WriteLine($"warning: {warning}");
        }

        output.WriteLine($"quarantine: {_source.Quarantine}");
        foreach (var exam in _source.Quarantine.Exams.Take(ExamsShown))
        {
            output.WriteLine($"  {exam.Id}: {(exam.Detail.Length > 0 ? exam.Detail : exam.Reason)}");
        }

        if (_source.Quarantine.Exams.Count > ExamsShown)
        {
            output.WriteLine($"  and {_source.Quarantine.Exams.Count - ExamsShown} more");
        }
    }

    /// <summary>Reads every tracing, and says how many could be read and how many checksums are right.</summary>
    /// <returns>Whether all of them are.</returns>
    public bool Check(TextWriter output)
    {
        var known = _source.Quarantine.Exams.Count;
        var readable = _source.Checked();
        var unreadable = readable.Quarantine.Exams.Skip(known).ToArray();
        output.WriteLine($"read: {readable.Count} of {_source.Count} tracings");
        Array.ForEach(unreadable, exam => output.WriteLine($"unreadable: {exam.Id}: {exam.Detail}"));
        if (_source is not WfdbSource wfdb)
        {
            return unreadable.Length == 0;
        }

        var (right, wrong, without) = (0, 0, 0);
        for (var index = 0; index < wfdb.Count; index++)
        {
            if (unreadable.Any(exam => exam.Id == wfdb.ExamAt(index).Id))
            {
                continue;
            }

            var checksums = wfdb.ReadRecord(index).Checksums;
            right += checksums.Count(checksum => checksum == true);
            wrong += checksums.Count(checksum => checksum == false);
            without += checksums.Count(checksum => checksum is null);
            if (checksums.Contains(false))
            {
                output.WriteLine($"wrong checksum: {wfdb.ExamAt(index).Id}");
            }
        }

        output.WriteLine($"checksums of signals: {right} right, {wrong} wrong, {without} not stated");
        return unreadable.Length == 0 && wrong == 0;
    }

    public void WriteJson(TextWriter output)
    {
        var index = Find();
        var record = _source.Load(index);
        var rows = Enumerable.Range(0, record.Shape.Leads.Count).Select(lead => record.Millivolts[(lead * record.Shape.Samples)..((lead + 1) * record.Shape.Samples)]).ToArray();
        var report = new JsonObject
        {
            ["source"] = _source.Name,
            ["record"] = record.Exam.Id,
            ["sampleRateHz"] = record.Shape.Rate.Hertz,
            ["samples"] = record.Shape.Samples,
            ["leads"] = new JsonArray([.. record.Shape.Leads.Select(lead => (JsonNode)lead.Name)]),
            ["unit"] = UnitName,
            ["firstMv"] = Numbers(rows.Select(row => row[0])),
            ["minMv"] = Numbers(rows.Select(row => Extreme(row, Math.Min))),
            ["maxMv"] = Numbers(rows.Select(row => Extreme(row, Math.Max))),
            ["checksumOk"] = ChecksumOk(index),
            ["age"] = double.IsNaN(record.Exam.Age) ? null : record.Exam.Age,
            ["sex"] = record.Exam.Sex.ToString().ToLowerInvariant(),
            ["site"] = record.Exam.Site.Length > 0 ? record.Exam.Site : null,
            ["fold"] = record.Exam.Fold.Length > 0 ? record.Exam.Fold : null,
            ["labels"] = new JsonArray([.. Positive(record.Exam).Select(label => (JsonNode)label)]),
            ["warnings"] = new JsonArray([.. _source.Warnings.Select(warning => (JsonNode)warning)]),
        };
        output.WriteLine(report.ToJsonString(Indented));
    }

    public void Draw(string file)
    {
        var record = _source.Load(Find());
        var standard = Enumerable.Range(0, record.Shape.Leads.Count).Where(lead => record.Shape.Leads[lead].IsStandard).ToArray();
        var rows = standard.Length == 12 ? standard : [.. Enumerable.Range(0, record.Shape.Leads.Count)];
        var signal = new float[rows.Length, record.Shape.Samples];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var sample = 0; sample < record.Shape.Samples; sample++)
            {
                signal[row, sample] = record.Millivolts[(rows[row] * record.Shape.Samples) + sample];
            }
        }

        var paper = EcgPaper.Create(signal, record.Shape.Rate.Hertz, rows.Select(row => record.Shape.Leads[row].Name))
            .Titled($"{_source.Name}, record {record.Exam.Id}", Describe(record.Exam));
        if (_source.Unit != SignalUnit.Millivolts)
        {
            // Standardised values reach ten deviations where millivolts reach two or three.
            paper = paper.Unit(UnitName).Scale(25, 5);
        }

        AtomicFile.WriteAllText(file, (rows.Length == 12 ? paper : paper.Layout(EcgLayout.OneRowPerLead)).ToSvg());
    }

    public void Dispose() => _source.Dispose();

    private string UnitName => _source.Unit switch { SignalUnit.Millivolts => "mV", SignalUnit.StandardDeviations => "sd", _ => "scaled" };

    private string Describe(Exam exam)
    {
        var labels = Positive(exam).ToArray();
        string[] parts =
        [
            Age(exam), exam.Sex == Sex.Unknown ? "sex unknown" : exam.Sex.ToString().ToLowerInvariant(),
            labels.Length == 0 ? "no label" : string.Join(", ", labels.Take(LabelsShown)) + (labels.Length > LabelsShown ? $" and {labels.Length - LabelsShown} more" : string.Empty),
        ];
        return string.Join(" · ", parts);
    }

    private static bool HoldsHdf5(string path) => Directory.Exists(path)
        && Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Any(file => Path.GetExtension(file) is ".hdf5" or ".h5");

    private static JsonArray Numbers(IEnumerable<float> values) => new([.. values.Select(value => float.IsNaN(value) ? null : (JsonNode)MathF.Round(value, 6))]);

    private static float Extreme(float[] row, Func<float, float, float> of) => row.Where(value => !float.IsNaN(value)).DefaultIfEmpty(float.NaN).Aggregate(of);

    private static string Age(Exam exam) => double.IsNaN(exam.Age) ? "age unknown" : FormattableString.Invariant($"{exam.Age} years");

    private IEnumerable<string> Positive(Exam exam) => _source.LabelNames.Where((_, label) => exam.Labels[label] > 0);

    private bool? ChecksumOk(int index)
    {
        if (_source is not WfdbSource wfdb)
        {
            return null;
        }

        var known = wfdb.ReadRecord(index).Checksums.Where(checksum => checksum is not null).ToArray();
        return known.Length == 0 ? null : known.All(checksum => checksum == true);
    }

    private int Find()
    {
        for (var index = 0; index < _source.Count; index++)
        {
            var id = _source.ExamAt(index).Id;
            if (_record is null || id == _record || id.EndsWith("/" + _record, StringComparison.Ordinal))
            {
                return index;
            }
        }

        var quarantined = _source.Quarantine.Exams.FirstOrDefault(exam => exam.Id == _record || exam.Id.EndsWith("/" + _record, StringComparison.Ordinal));
        throw new EcgDataException(
            _source.Name, $"record {_record}", quarantined is null ? "no such record" : $"a record in quarantine: {quarantined.Reason}. {quarantined.Detail}",
            "one of the records that --list names", "Check the id.");
    }
}
