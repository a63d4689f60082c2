using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EcgScaling.Data.Loading;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Transfer.Encoders;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Features;

/// <summary>
/// Features that were extracted once, on disk. A file's name is the hash of weights, data, preparation and exams, so that nothing stale is ever read;
/// memory does not grow with the number of exams; an extraction that was interrupted goes on where it stopped.
/// </summary>
/// <remarks>Several processes may share a folder: one extracts, the others wait for it.</remarks>
public sealed class FeatureCache : IDisposable
{
    private const int Version = 1;
    private const string Data = ".features";
    private const string Manifest = ".json";
    private const string Partial = ".partial";
    private readonly bool _temporary;

    /// <summary>Opens a cache.</summary>
    /// <param name="folder">Its folder, made when missing; null for one that is deleted with the cache.</param>
    public FeatureCache(string? folder = null)
    {
        _temporary = folder is null;
        Folder = folder is null ? Directory.CreateTempSubdirectory("ecgscaling-features-").FullName : Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    /// <summary>Opens the features of exams, extracting what is not there yet.</summary>
    /// <param name="encoder">The encoder; it is put into evaluation mode meanwhile.</param>
    /// <param name="dataset">Prepared exams that fit it.</param>
    /// <param name="exams">Their places; row k of the file is exam k of this list.</param>
    /// <param name="level">Where features are read.</param>
    /// <param name="batchSize">Exams per forward pass.</param>
    /// <param name="device">Where the encoder is; null for the processor.</param>
    /// <param name="progress">Told the number of rows that are done after each batch.</param>
    /// <param name="cancellation">Ends the extraction between two batches; what is done is kept.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FeatureFile Extract(
        PretrainedEncoder encoder,
        IEcgDataset dataset,
        IReadOnlyList<int> exams,
        FeatureLevel level = FeatureLevel.Pooled,
        int batchSize = 128,
        Device? device = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(exams);
        var config = encoder.Encoder.Config;
        var (tokens, width) = level == FeatureLevel.Pooled ? (1, config.FeatureSize) : (config.TokenCount, config.TokenSize);
        // The name says what the weights are now: features of weights that were trained on since are others.
        var path = Path.Combine(Folder, KeyOf(encoder, dataset, exams, level));
        if (!IsWhole(path, exams.Count, tokens * width))
        {
            using var partial = Hold(path + Partial, cancellation);
            if (!IsWhole(path, exams.Count, tokens * width))
            {
                Fill(partial, encoder, dataset, exams, level, (tokens, width), batchSize, device, progress, cancellation);
                Finish(partial, path, exams.Count, tokens * width);
            }
        }

        return new FeatureFile(path + Data, exams.Count, tokens, width);
    }

    /// <summary>The name under which features are kept: a hash of weights, prepared data, exams and level. 64 hexadecimal digits.</summary>
    public static string KeyOf(PretrainedEncoder encoder, IEcgDataset dataset, IReadOnlyList<int> exams, FeatureLevel level)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(exams);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(exams as int[] ?? [.. exams]));
        return CanonicalJson.Hash(new JsonObject
        {
            ["version"] = Version,
            ["encoder"] = encoder.ContentHash(),
            ["data"] = dataset.ContentHash,
            ["exams"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ["level"] = level.ToString(),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    // A file whose length or hash is not the manifest's was damaged: it is made anew.
    private static bool IsWhole(string path, int rows, int width)
    {
        if (!File.Exists(path + Manifest) || !File.Exists(path + Data) || new FileInfo(path + Data).Length != (long)rows * width * sizeof(float))
        {
            return false;
        }

        try
        {
            using var stream = File.OpenRead(path + Data);
            return (string?)JsonNode.Parse(File.ReadAllText(path + Manifest))?["sha256"] == Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static FileStream Hold(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static void Fill(
        FileStream partial, PretrainedEncoder encoder, IEcgDataset dataset, IReadOnlyList<int> exams, FeatureLevel level, (int Tokens, int Width) shape,
        int batchSize, Device? device, IProgress<int>? progress, CancellationToken cancellation)
    {
        var rowBytes = (long)shape.Tokens * shape.Width * sizeof(float);
        // Whole batches only: a batch's rounding may depend on its size.
        var done = (int)Math.Min(exams.Count, partial.Length / rowBytes / batchSize * batchSize);
        partial.SetLength(done * rowBytes);
        partial.Position = partial.Length;
        if (done == exams.Count)
        {
            return;
        }

        foreach (var features in FeatureExtraction.Stream(encoder.Encoder, dataset, [.. exams.Skip(done)], level == FeatureLevel.Tokens, batchSize, device, cancellation))
        {
            partial.Write(MemoryMarshal.AsBytes<float>(features));
            done += (int)(features.Length * sizeof(float) / rowBytes);
            progress?.Report(done);
        }
    }

    private static void Finish(FileStream partial, string path, int rows, int width)
    {
        partial.Flush(flushToDisk: true);
        partial.Position = 0;
        var hash = Convert.ToHexStringLower(SHA256.HashData(partial));
        File.Move(partial.Name, path + Data, overwrite: true);
        AtomicFile.WriteAllText(path + Manifest, new JsonObject { ["rows"] = rows, ["width"] = width, ["sha256"] = hash }.ToJsonString());
    }
}
