using System.Text.Json.Nodes;

namespace EcgScaling.Study.Storing;

/// <summary>One trial's folder: the whole truth about it.</summary>
/// <remarks>
/// <c>spec.json</c> what is to be run; <c>claims/</c> who ran it, one file per claim; <c>training/</c> the way there: <c>metrics.jsonl</c> and the
/// checkpoints; <c>result.json</c> written last, in one move; <c>failure.json</c> the last failure. Thread-safe: it holds paths only.
/// </remarks>
public sealed class TrialFolder
{
    internal TrialFolder(string key, string path)
    {
        Key = key;
        Path = path;
    }

    /// <summary>The trial's key.</summary>
    public string Key { get; }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The file that says what is to be run.</summary>
    public string SpecPath => System.IO.Path.Combine(Path, "spec.json");

    /// <summary>The folder of the training run: metrics, one JSON object a line, and checkpoints.</summary>
    public string TrainingPath => System.IO.Path.Combine(Path, "training");

    /// <summary>The file of the result; it exists only when the trial is done.</summary>
    public string ResultPath => System.IO.Path.Combine(Path, "result.json");

    /// <summary>The file of the last failure.</summary>
    public string FailurePath => System.IO.Path.Combine(Path, "failure.json");

    internal string WorkSecondsPath => System.IO.Path.Combine(Path, "seconds.txt");

    internal string ClaimsPath => System.IO.Path.Combine(Path, "claims");

    /// <summary>Reads the result; null when there is none, or when what lies there is torn (not the complete result of this trial).</summary>
    /// <exception cref="EcgDataException">The file is whole but not the result of this trial.</exception>
    public Results.TrialResult? ReadResult()
    {
        if (ReadText(ResultPath) is not { } text || SealedJson.Open(text) is not { } content)
        {
            return null;
        }

        var result = StudyJson.Parse<Results.TrialResult>(content, ResultPath);
        return result.Key == Key
            ? result
            : throw new EcgDataException(ResultPath, "key", result.Key, $"the key of this trial, {Key}", "A result was copied between folders: delete it, and the trial is run again.");
    }

    /// <summary>The last failure, or null.</summary>
    public TrialFailure? ReadFailure() => ReadText(FailurePath) is { } text && IsJson(text) ? StudyJson.Parse<TrialFailure>(text, FailurePath) : null;

    internal void WriteResult(Results.TrialResult result)
    {
        AtomicFile.WriteAllText(ResultPath, SealedJson.Seal(result));
        File.Delete(FailurePath);
    }

    internal void WriteFailure(TrialFailure failure) => AtomicFile.WriteAllText(FailurePath, StudyJson.Write(failure));

    internal static string? ReadText(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
