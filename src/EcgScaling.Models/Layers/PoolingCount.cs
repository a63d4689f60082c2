namespace EcgScaling.Models;

/// <summary>The cost of pooling.</summary>
internal static class PoolingCount
{
    /// <summary>Pools token features to one row.</summary>
    internal static ShapedValue Of(OperatorTally tally, ShapedValue tokens, Pooling pooling, int featureSize)
    {
        switch (pooling)
        {
            case Pooling.Attentive:
                return Attentive(tally, tokens);
            case Pooling.Mean:
                tally.Keep(tokens);
                break;
        }

        return OperatorTally.Value(1, featureSize);
    }

    /// <summary>Scores by a learned query, softmax over tokens, weighted mean.</summary>
    private static ShapedValue Attentive(OperatorTally tally, ShapedValue tokens)
    {
        tally.Parameters(tokens.Features);
        tally.Keep(tokens);
        tally.Flops(2 * tokens.Elements, 4 * tokens.Elements);
        var weights = OperatorTally.Value(tokens.Rows, 1);
        tally.MatMul(weights, tokens, 1, 1, tokens.Rows, tokens.Features);
        return OperatorTally.Value(1, tokens.Features);
    }
}
