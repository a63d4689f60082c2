namespace EcgScaling.Data;

/// <summary>Collects what a source leaves out; where it is strict, the first such exam is an error instead.</summary>
internal sealed class QuarantineList(bool strict)
{
    private readonly List<QuarantinedExam> _exams = [];

    /// <exception cref="EcgDataException">The source is strict.</exception>
    public void Add(string exam, string path, string reason, string detail = "", EcgDataException? cause = null)
    {
        if (strict)
        {
            throw cause ?? new EcgDataException(path, $"exam {exam}{(detail.Length > 0 ? ", " + detail : string.Empty)}", reason, "usable exams only (strict)", "Turn strict off to quarantine such exams.");
        }

        _exams.Add(new QuarantinedExam(exam, path, reason, detail));
    }

    public QuarantineReport ToReport() => new(_exams);
}
