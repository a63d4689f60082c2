using EcgScaling.Testing;
using TorchSharp;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>The public surface against TorchSharp's signatures, so that the libraries above compile against either.</summary>
public sealed class ApiTests
{
    private static readonly (string Type, string Line)[] Listed = [.. Read()];

    public static TheoryData<string> Types => [.. Listed.Select(l => l.Type).Distinct()];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_has_torchsharps_members(string type)
    {
        var found = Find(type);
        Assert.True(found is not null, $"There is no type {type}.");
        var members = Signatures.Of(found);
        var lacking = Listed.Where(l => l.Type == type).Select(l => Signatures.Normal(l.Line)).Where(line => !members.Contains(line)).ToList();
        Assert.True(lacking.Count == 0, $"{type} lacks:\n{string.Join("\n", lacking.SelectMany(l => new[] { l }.Concat(Near(l, members))))}");
    }

    [Fact]
    public void The_listing_is_not_empty() => Assert.True(Listed.Length > 200);

    private static IEnumerable<string> Near(string line, HashSet<string> members)
    {
        var name = line.Split('(')[0].Split('[')[0].Split(' ')[^1];
        return members.Where(m => m.Contains(" " + name + "(", StringComparison.Ordinal) || (name == "this" && m.Contains("this[", StringComparison.Ordinal)))
            .Select(m => "    has " + m);
    }

    private static IEnumerable<(string, string)> Read()
    {
        var type = "";
        foreach (var line in File.ReadLines(Golden.PathOf("torchsharp-api.txt")))
        {
            if (line.StartsWith('['))
            {
                type = line.Trim('[', ']');
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                yield return (type, line);
            }
        }
    }

    private static Type? Find(string name)
    {
        var plain = name.Split('<')[0];
        var arity = name.Contains('<', StringComparison.Ordinal) ? name.Count(c => c == ',') + 1 : 0;
        return typeof(torch).Assembly.GetTypes().SingleOrDefault(t =>
            t.FullName!.Replace('+', '.') == plain + (arity > 0 ? $"`{arity}" : ""));
    }
}
