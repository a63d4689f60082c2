using System.Text.Json;
using EcgScaling.Training.Checkpoints;

namespace EcgScaling.Training.Running;

/// <summary>
/// The folder of a run: <c>run.json</c> (what it is), <c>metrics.jsonl</c> (how it went), <c>checkpoints/</c>, and at the end <c>encoder.safetensors</c>
/// and <c>result.json</c>, the latter last.
/// </summary>
internal sealed class RunFolder
{
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Store = new CheckpointStore(System.IO.Path.Combine(Path, "checkpoints"));
    }

    public string Path { get; }

    public CheckpointStore Store { get; }

    public string Metrics => System.IO.Path.Combine(Path, "metrics.jsonl");

    public string Events => System.IO.Path.Combine(Path, "tensorboard", "events.out.tfevents.ecgscaling");

    public string Encoder => System.IO.Path.Combine(Path, CheckpointStore.EncoderFile);

    public string Best => System.IO.Path.Combine(Path, "checkpoints", "best");

    private string ResultFile => System.IO.Path.Combine(Path, "result.json");

    private string RunFile => System.IO.Path.Combine(Path, "run.json");

    /// <summary>Says what the folder is for, or checks that it is for that.</summary>
    /// <exception cref="SpecException">Another run lives here.</exception>
    public void Claim(RunDescription run)
    {
        Directory.CreateDirectory(Path);
        if (!File.Exists(RunFile))
        {
            AtomicFile.WriteAllText(RunFile, JsonSerializer.Serialize(run, TrainingJson.Indented));
            return;
        }

        RunDescription? known;
        try
        {
            known = JsonSerializer.Deserialize<RunDescription>(File.ReadAllBytes(RunFile), TrainingJson.Indented);
        }
        catch (JsonException error)
        {
            throw new EcgDataException(RunFile, string.Empty, "text that is not a run's description", "the JSON this library writes", "Train into another folder, or delete this one.", error);
        }

        if (known?.Identity != run.Identity)
        {
            SpecException.ThrowIfAny("The run folder", [$"{Path} holds another run ({string.Join("; ", run.DifferencesFrom(known))}); train into another folder, or delete this one."]);
        }
    }

    /// <summary>The result of the finished run, or null.</summary>
    public TrainingResult? Result()
    {
        try
        {
            return File.Exists(ResultFile) ? TrainingResult.FromText(File.ReadAllText(ResultFile)) : null;
        }
        catch (JsonException error)
        {
            throw new EcgDataException(ResultFile, string.Empty, "text that is not a result", "the JSON this library writes", "Delete the file; the run then ends anew from its last checkpoint.", error);
        }
    }

    public void Finish(TrainingResult result) => AtomicFile.WriteAllText(ResultFile, result.ToText());

    public string Relative(string path) => System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/');
}
