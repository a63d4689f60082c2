using EcgScaling.Data.Code;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Benchmarks.Data;

/// <summary>2,000 CODE-layout records of 4096 samples in 12 leads, in three layouts that h5py wrote; kept between runs.</summary>
internal sealed class Fixture(string folder)
{
    public const int Records = 2000;
    public const int RecordBytes = 4096 * 12 * sizeof(float);

    public string Source => Path.Combine(folder, "source");

    public string FolderOf(string layout) => Path.Combine(folder, layout);

    public string Scratch(string name) => Path.Combine(folder, name);

    public void Prepare()
    {
        if (File.Exists(Path.Combine(FolderOf("gzip"), "shards.json")))
        {
            return;
        }

        Console.Error.WriteLine($"writing {Records} records to {folder}");
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = Records, Seed = 1 });
        CodeShardWriter.Write(synthetic, Source);
        H5pyPeer.WriteLayouts(Source, folder);
    }
}
