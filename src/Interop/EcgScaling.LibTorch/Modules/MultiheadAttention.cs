using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Attention with several heads over <c>(token, batch, embedding)</c>, as PyTorch's with batch_first = false.</summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private readonly long _width;
    private readonly long _heads;
    private readonly double _dropout;
    private readonly Parameter _inWeight;
    private readonly Parameter? _inBias;
    private readonly Linear _out;

    internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias) : base(nameof(MultiheadAttention))
    {
        SkipFieldRegistration();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(embedded_dim);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_heads);
        if (embedded_dim % num_heads != 0)
        {
            throw new ArgumentException($"An embedding of {embedded_dim} cannot be divided among {num_heads} heads.", nameof(num_heads));
        }

        _width = embedded_dim;
        _heads = num_heads;
        _dropout = dropout;
        _inWeight = new Parameter(empty([3 * embedded_dim, embedded_dim]));
        register_parameter("in_proj_weight", _inWeight);
        if (bias)
        {
            _inBias = new Parameter(zeros([3 * embedded_dim]));
            register_parameter("in_proj_bias", _inBias);
        }

        // PyTorch draws the output projection first, then the input projection.
        _out = new Linear(embedded_dim, embedded_dim, bias, null, null);
        register_module("out_proj", _out);
        nn.init.xavier_uniform_(_inWeight);
        if (_out.bias is { } outBias)
        {
            nn.init.zeros_(outBias);
        }
    }

    /// <summary>Attends, with hooks.</summary>
    /// <param name="query"><c>(token, batch, embedding)</c>.</param>
    /// <param name="key"><c>(source token, batch, embedding)</c>.</param>
    /// <param name="value"><c>(source token, batch, embedding)</c>.</param>
    /// <param name="key_padding_mask">Bool <c>(batch, source token)</c>: true is not attended to.</param>
    /// <param name="need_weights">True also gives the weights.</param>
    /// <param name="attn_mask"><c>(token, source token)</c> or <c>(batch·head, token, source token)</c>: bool, true is not attended to; or numbers to add.</param>
    /// <returns>The result <c>(token, batch, embedding)</c>, and the weights, mean over heads, <c>(batch, token, source token)</c> (null where not needed).</returns>
    public new Tuple<Tensor, Tensor> call(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    /// <summary>Attends.</summary>
    public override Tuple<Tensor, Tensor> forward(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        if (query.dim() != 3 || key.dim() != 3 || value.dim() != 3 || query.shape[2] != _width)
        {
            throw new ArgumentException(
                $"MultiheadAttention takes (token, batch, {_width}), but got ({string.Join(", ", query.shape)}); a batch-first input needs a transpose(0, 1).", nameof(query));
        }

        var (tokens, batch, sources) = (query.shape[0], query.shape[1], key.shape[0]);
        var weights = _inWeight.chunk(3, 0);
        var biases = _inBias?.chunk(3, 0);
        var q = Heads(Ops.Linear.Tensor(query, weights[0], biases?[0]), tokens, batch);
        var k = Heads(Ops.Linear.Tensor(key, weights[1], biases?[1]), sources, batch);
        var v = Heads(Ops.Linear.Tensor(value, weights[2], biases?[2]), sources, batch);
        var mask = Merge(attn_mask, key_padding_mask, batch, tokens, sources, q.dtype);
        var drop = _training ? _dropout : 0;
        Tensor mixed;
        Tensor? share = null;
        if (need_weights)
        {
            var scores = Ops.MatMul.Tensor(Ops.MulScalar.Tensor(q, 1 / Math.Sqrt((double)_width / _heads)), Ops.Transpose.Tensor(k, -2, -1));
            share = Ops.Softmax.Tensor(mask is null ? scores : Ops.Add.Tensor(scores, mask), -1);
            share = drop > 0 ? nn.functional.dropout(share, drop) : share;
            mixed = Ops.MatMul.Tensor(share, v);
            share = share.mean([1]).MoveToOuterDisposeScope();
        }
        else
        {
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, mask, drop);
        }

        var joined = mixed.permute(2, 0, 1, 3).reshape(tokens, batch, _width);
        return Tuple.Create(_out.call(joined).MoveToOuterDisposeScope(), share!);
    }

    // (token, batch, embedding) -> (batch, head, token, embedding / head)
    private Tensor Heads(Tensor projected, long tokens, long batch) =>
        projected.reshape(tokens, batch, _heads, _width / _heads).permute(1, 2, 0, 3);

    private Tensor? Merge(Tensor? attention, Tensor? padding, long batch, long tokens, long sources, ScalarType type)
    {
        var mask = attention is null ? null : Additive(attention, type);
        if (mask is not null && mask.dim() == 3)
        {
            mask = mask.reshape(batch, _heads, tokens, sources);
        }

        if (padding is null)
        {
            return mask;
        }

        var byKey = Additive(padding, type).reshape(batch, 1, 1, sources);
        return mask is null ? byKey : Ops.Add.Tensor(mask, byKey);
    }

    private static Tensor Additive(Tensor mask, ScalarType type) =>
        mask.dtype == ScalarType.Bool ? zeros(mask.shape, type, mask.device).masked_fill(mask, double.NegativeInfinity) : mask;
}
