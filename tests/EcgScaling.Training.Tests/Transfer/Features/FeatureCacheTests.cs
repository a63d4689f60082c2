using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Transfer.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly int[] Exams = [.. Enumerable.Range(0, 40)];
    private readonly TemporaryFolder _folder = new();
    private readonly SourceDataset _dataset = SourceDataset.Of(Sites.Of(SyntheticSite.Hospital, 60), Sites.Input.Preprocessing);

    public void Dispose()
    {
        _dataset.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Features_are_those_of_the_encoder_and_are_extracted_once()
    {
        using var encoder = Sites.Random();
        using var cache = new FeatureCache(_folder.Path);
        var calls = new Counter();
        using (var file = cache.Extract(encoder, _dataset, Exams, batchSize: 16, progress: calls))
        {
            Assert.Equal([16, 32, 40], calls.Values);
            Assert.Equal(FeatureExtraction.Run(encoder.Encoder, _dataset, Exams, batchSize: 16).Values, file.ReadAll(Exams));
            Assert.Equal(file.ReadAll([7]), file.ReadAll(Exams)[(7 * file.Width)..(8 * file.Width)]);
        }

        using var again = cache.Extract(encoder, _dataset, Exams, batchSize: 16, progress: calls);
        Assert.Equal(3, calls.Values.Count);
        Assert.True(encoder.Encoder.training);
    }

    [Fact]
    public void Other_weights_data_exams_or_levels_have_other_names()
    {
        using var encoder = Sites.Random(1);
        using var same = Sites.Random(1);
        using var other = Sites.Random(2);
        using var data = SourceDataset.Of(Sites.Of(SyntheticSite.Hospital, 60, seed: 5), Sites.Input.Preprocessing);
        var key = FeatureCache.KeyOf(encoder, _dataset, Exams, FeatureLevel.Pooled);
        Assert.Equal(key, FeatureCache.KeyOf(same, _dataset, Exams.ToList(), FeatureLevel.Pooled));
        Assert.Equal(5, new[]
        {
            key, FeatureCache.KeyOf(other, _dataset, Exams, FeatureLevel.Pooled), FeatureCache.KeyOf(encoder, data, Exams, FeatureLevel.Pooled),
            FeatureCache.KeyOf(encoder, _dataset, Exams[1..], FeatureLevel.Pooled), FeatureCache.KeyOf(encoder, _dataset, Exams, FeatureLevel.Tokens),
        }.Distinct().Count());
    }

    [Fact]
    public void A_cancelled_extraction_goes_on_where_it_stopped()
    {
        using var encoder = Sites.Random();
        using var cache = new FeatureCache(_folder.Path);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => cache.Extract(encoder, _dataset, Exams, FeatureLevel.Tokens, 8, progress: new Counter(_ => stop.Cancel()), cancellation: stop.Token));
        var calls = new Counter();
        using var file = cache.Extract(encoder, _dataset, Exams, FeatureLevel.Tokens, 8, progress: calls);
        Assert.Equal([16, 24, 32, 40], calls.Values);
        using var fresh = new FeatureCache();
        using var whole = fresh.Extract(encoder, _dataset, Exams, FeatureLevel.Tokens, 8);
        Assert.Equal(whole.ReadAll(Exams), file.ReadAll(Exams));
        Assert.Equal((encoder.Encoder.Config.TokenCount, encoder.Encoder.TokenSize), (file.Tokens, file.Width));
    }

    [Fact]
    public void A_damaged_file_is_made_anew()
    {
        using var encoder = Sites.Random();
        using var cache = new FeatureCache(_folder.Path);
        float[] expected;
        using (var file = cache.Extract(encoder, _dataset, Exams))
        {
            expected = file.ReadAll(Exams);
        }

        var path = Directory.GetFiles(_folder.Path, "*.features").Single();
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        using (var file = cache.Extract(encoder, _dataset, Exams))
        {
            Assert.Equal(expected, file.ReadAll(Exams));
        }

        File.WriteAllBytes(path, bytes[..100]);
        using var again = cache.Extract(encoder, _dataset, Exams);
        Assert.Equal(expected, again.ReadAll(Exams));
    }

    [Fact]
    public void A_folder_of_its_own_is_deleted_with_the_cache()
    {
        var cache = new FeatureCache();
        Assert.True(Directory.Exists(cache.Folder));
        cache.Dispose();
        Assert.False(Directory.Exists(cache.Folder));
    }

    private sealed class Counter(Action<int>? then = null) : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value)
        {
            Values.Add(value);
            then?.Invoke(value);
        }
    }
}
