namespace EcgScaling.Models;

/// <summary>The cost of pooling.</summary>
internal static class PoolingCount
{
    /// <summary>Scores by a learned query, softmax over tokens, weighted mean.</summary>
    internal static ShapedValue Attentive(OperatorTally tally, ShapedValue tokens)
    {
        tally.Parameters(tokens.Features);
        tally.Keep(tokens);
        tally.Flops(2 * tokens.Elements, 4 * tokens.Elements);
        var weights = OperatorTally.Value(tokens.Rows, 1);
        tally.MatMul(weights, tokens, 1, 1, tokens.Rows, tokens.Features);
        return OperatorTally.Value(1, tokens.Features);
    }
}
