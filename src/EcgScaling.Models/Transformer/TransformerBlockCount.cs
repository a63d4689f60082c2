namespace EcgScaling.Models;

/// <summary>The cost of one pre-norm block.</summary>
internal static class TransformerBlockCount
{
    internal static ShapedValue Count(OperatorTally tally, ShapedValue x, EcgTransformerConfig config)
    {
        var (tokens, width, heads) = (x.Rows, (long)config.Width, (long)config.Heads);
        var projected = tally.Linear(tally.LayerNorm(x), 3 * width);
        var attended = Attend(tally, projected, tokens, width, heads, config);
        tally.Dropout(tally.Linear(attended, width), config.Dropout);
        var middle = OperatorTally.Value(tokens, width);
        var hidden = tally.Linear(tally.LayerNorm(middle), config.Hidden);
        hidden = tally.Dropout(tally.Activate(hidden, config.Activation), config.Dropout);
        tally.Dropout(tally.Linear(hidden, width), config.Dropout);
        return OperatorTally.Value(tokens, width);
    }

    /// <summary>Scores, softmax and weighted sum; queries, keys and values are kept in one piece, the weights of every head as well.</summary>
    private static ShapedValue Attend(OperatorTally tally, ShapedValue projected, long tokens, long width, long heads, EcgTransformerConfig config)
    {
        tally.Keep(projected);
        if (heads == 1)
        {
            // One head's values stay a view of the joint projection, beside scaled copies of queries and keys.
            tally.KeepBytes(2 * tokens * width * sizeof(float));
        }

        var scoreFlops = 2 * tokens * tokens * width;
        tally.Flops(2 * scoreFlops, 4 * scoreFlops);
        var weights = OperatorTally.Value(heads * tokens, tokens);
        tally.Keep(weights);
        var dropped = tally.Dropout(weights, config.AttentionDropout);
        tally.Keep(dropped);
        return OperatorTally.Value(tokens, width);
    }
}
