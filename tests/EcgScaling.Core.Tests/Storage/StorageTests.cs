using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgScaling.Core.Tests.Storage;

public sealed class StorageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecgscaling-core-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_failed_write_leaves_the_old_content_and_no_litter()
    {
        var path = Path.Combine(_folder, "a", "result.json");
        AtomicFile.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Readers_never_see_a_part()
    {
        var path = Path.Combine(_folder, "shared.txt");
        AtomicFile.WriteAllText(path, new string('0', 100_000));
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var seen = 0;
            do
            {
                var text = File.ReadAllText(path);
                Assert.Equal(100_000, text.Length);
                Assert.Single(text.Distinct());
                seen++;
            }
            while (!stop.IsCancellationRequested);

            return seen;
        });
        for (var round = 1; round < 50; round++)
        {
            AtomicFile.WriteAllText(path, new string((char)('0' + (round % 10)), 100_000));
        }

        await stop.CancelAsync();
        Assert.True(await reader > 0);
    }

    [Fact]
    public void Equal_configurations_have_equal_hashes_whatever_their_order()
    {
        var one = JsonNode.Parse("""{"b":[1,{"y":2,"x":null}],"a":"é"}""");
        var two = JsonNode.Parse("""{ "a": "\u00e9", "b": [1, {"x": null, "y": 2}] }""");
        Assert.Equal(CanonicalJson.Of(one), CanonicalJson.Of(two));
        Assert.Equal(CanonicalJson.Hash(one), CanonicalJson.Hash(two));
        foreach (var text in (string[])["{}", "[]", "1.50", "null", "{\"b\":-0.0,\"a\":[1e-3,true,{\"<é\\u00e9\\n\\\"\":\"+&'\\t\\u2028😀\",\"\":[[]]}],\"A\":12345678901234567890.5}", one!.ToJsonString(), two!.ToJsonString()])
        {
            using var parsed = JsonDocument.Parse(text);
            Assert.Equal(CanonicalJson.Hash(JsonNode.Parse(text)), CanonicalJson.Hash(parsed.RootElement));
        }

        Assert.NotEqual(CanonicalJson.Hash(one), CanonicalJson.Hash(JsonNode.Parse("""{"a":"é","b":[{"x":null,"y":2},1]}""")));
    }
}
