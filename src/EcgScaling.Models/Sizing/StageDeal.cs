namespace EcgScaling.Models;

/// <summary>Deals blocks out to stages in given proportions.</summary>
internal static class StageDeal
{
    /// <summary>At least one block a stage; the rest goes one by one to the stage that is furthest behind its share, so that more depth never takes a block away.</summary>
    internal static IReadOnlyList<int> Of(IReadOnlyList<int> proportions, int depth)
    {
        var blocks = Enumerable.Repeat(1, proportions.Count).ToArray();
        for (var dealt = blocks.Length; dealt < depth; dealt++)
        {
            var behind = Enumerable.Range(0, blocks.Length).MinBy(stage => (blocks[stage] + 0.5) / proportions[stage]);
            blocks[behind]++;
        }

        return blocks;
    }
}
