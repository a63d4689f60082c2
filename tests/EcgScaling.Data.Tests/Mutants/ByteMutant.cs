using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Data.Tests;

/// <summary>A damaged file as FsCheck generates, prints and shrinks it: one to four changes, or none.</summary>
internal sealed record ByteMutant(IReadOnlyList<ByteChange> Changes)
{
    private const int MostChanges = 4;

    private static readonly Gen<ByteChange> Change =
        from kind in Gen.Choose(0, (int)ByteChangeKind.Insert)
        from place in Gen.Choose(0, int.MaxValue - 1)
        from value in Gen.Choose(0, 255)
        from length in Gen.Choose(1, 20)
        select new ByteChange((ByteChangeKind)kind, place, (byte)value, length);

    private static readonly Gen<ByteMutant> Damaged =
        from count in Gen.Choose(1, MostChanges)
        from changes in Change.ListOf(count)
        select new ByteMutant([.. changes]);

    /// <summary>Damaged files.</summary>
    public static Arbitrary<ByteMutant> Any { get; } = Arb.From(Damaged, Shrink);

    /// <summary>Several files side by side, each damaged in so many of a hundred cases.</summary>
    public static Arbitrary<ByteMutant[]> Several(params int[] ofAHundred)
    {
        var whole = Gen.Constant(new ByteMutant([]));
        var files = ofAHundred.Select(share => Gen.Frequency((share, Damaged), (100 - share, whole)));
        return Arb.From(files.Aggregate(
            Gen.Constant(Array.Empty<ByteMutant>()), (all, next) => from before in all from file in next select (ByteMutant[])[.. before, file]), ShrinkOne);
    }

    public byte[] Apply(byte[] original)
    {
        var bytes = original.ToList();
        foreach (var change in Changes)
        {
            change.Apply(bytes);
        }

        return [.. bytes];
    }

    public override string ToString() => $"[{string.Join("; ", Changes)}]";

    private static IEnumerable<ByteMutant> Shrink(ByteMutant mutant) => mutant.Changes.Index().Select(item => new ByteMutant([.. mutant.Changes.Index().Where(other => other.Index != item.Index).Select(other => other.Item)]));

    private static IEnumerable<ByteMutant[]> ShrinkOne(ByteMutant[] files) =>
        files.Index().SelectMany(file => Shrink(file.Item).Select(smaller => (ByteMutant[])[.. files.Index().Select(other => other.Index == file.Index ? smaller : other.Item)]));
}
