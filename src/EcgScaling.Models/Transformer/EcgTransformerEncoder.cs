using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The Transformer of <see cref="EcgTransformerConfig"/>.</summary>
public sealed partial class EcgTransformerEncoder : EcgEncoder, IPatchEncoder, IPaddedEncoder
{
    private const double StartDeviation = 0.02;
    private readonly PatchEmbed patch_embed;
    private readonly Parameter? cls_token;
    private readonly Parameter? pos_embed;
    private readonly Parameter? lead_embed;
    private readonly Dropout pos_drop;
    private readonly ModuleList<TransformerBlock> blocks;
    private readonly LayerNorm norm;
    private readonly AttentivePool? pool;

    /// <summary>Builds the network with fresh weights from torch's default generator.</summary>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public EcgTransformerEncoder(EcgTransformerConfig config)
        : base(config)
    {
        Knobs = config;
        patch_embed = new PatchEmbed(config.PatchValues, config.Width);
        cls_token = config.Pooling == Pooling.Cls ? Fresh(1, 1, config.Width) : null;
        pos_embed = config.Positions == PositionStyle.Learned ? Fresh(1, config.Windows, config.Width) : null;
        lead_embed = config.Patches == PatchStyle.PerLead ? Fresh(1, config.Input.Leads.Count, config.Width) : null;
        pos_drop = Dropout(config.Dropout);
        blocks = ModuleList([.. Enumerable.Range(0, config.Depth).Select(
            block => new TransformerBlock(config, config.DropPath * block / Math.Max(1, config.Depth - 1)))]);
        norm = LayerNorm(config.Width);
        pool = config.Pooling == Pooling.Attentive ? new AttentivePool(config.Width) : null;
        RegisterComponents();
        RegisterTables();
        StartXavier();
    }

    /// <summary>The knobs.</summary>
    public EcgTransformerConfig Knobs { get; }

    /// <inheritdoc/>
    public int PatchCount => Knobs.PatchCount;

    /// <inheritdoc/>
    public int PatchValues => Knobs.PatchValues;

    /// <inheritdoc/>
    public IReadOnlyList<int> PatchWindows => [.. Enumerable.Range(0, PatchCount).Select(patch => patch % Knobs.Windows)];

    /// <summary>Pooled features <c>(batch, feature)</c> of tracings <c>(batch, lead, sample)</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = Run(Embed(input), keep: null, keepIndices: null);
        return PoolTokens(tokens, keep: null).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Encode(Tensor input, Tensor validSamples)
    {
        ArgumentNullException.ThrowIfNull(validSamples);
        using var scope = NewDisposeScope();
        var keep = ValidPatches(validSamples);
        return PoolTokens(Run(Embed(input), keep, keepIndices: null), keep).MoveToOuterDisposeScope();
    }

    /// <summary>Token features <c>(batch, patch, feature)</c> after the last normalisation, without the CLS token.</summary>
    public override Tensor Tokens(Tensor input)
    {
        using var scope = NewDisposeScope();
        return WithoutCls(Run(Embed(input), keep: null, keepIndices: null)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Embed(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = patch_embed.call(Patchify(input));
        if (Table(PositionTableName) is { } fixedTable)
        {
            tokens = tokens + fixedTable;
        }
        else if (pos_embed is not null)
        {
            tokens = tokens + (lead_embed is null ? pos_embed : pos_embed.repeat(1, Input.Leads.Count, 1));
        }

        if (lead_embed is not null)
        {
            tokens = tokens + lead_embed.repeat_interleave(Knobs.Windows, 1);
        }

        return pos_drop.call(tokens).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor EncodeVisible(Tensor tokens, Tensor keepIndices)
    {
        RequireIndices(tokens, keepIndices);
        using var scope = NewDisposeScope();
        var index = keepIndices.unsqueeze(2).expand(-1, -1, Knobs.Width);
        return WithoutCls(Run(tokens.gather(1, index), keep: null, keepIndices)).MoveToOuterDisposeScope();
    }

    /// <summary>Blocks and last normalisation over patch tokens; a CLS token is put first.</summary>
    private Tensor Run(Tensor tokens, Tensor? keep, Tensor? keepIndices)
    {
        var batch = tokens.shape[0];
        var x = cls_token is null ? tokens : cat([cls_token.expand(batch, -1, -1), tokens], 1);
        var mask = keep is null ? null : AttentionMask(keep);
        var rotary = Rotary(keepIndices);
        foreach (var block in blocks)
        {
            x = block.call(x, mask, rotary);
        }

        return norm.call(x);
    }

    private Tensor WithoutCls(Tensor tokens) => cls_token is null ? tokens : tokens.narrow(1, 1, tokens.shape[1] - 1);

    private Tensor PoolTokens(Tensor tokens, Tensor? keep)
    {
        switch (Knobs.Pooling)
        {
            case Pooling.Cls:
                return tokens.select(1, 0);
            case Pooling.Attentive:
                return pool!.Pool(tokens, keep);
            case Pooling.Flatten:
                return (keep is null ? tokens : tokens * keep.unsqueeze(2)).reshape(tokens.shape[0], -1);
            default:
                if (keep is null)
                {
                    return tokens.mean([1L]);
                }

                var weights = keep.unsqueeze(2).to(tokens.dtype);
                return (tokens * weights).sum(1) / weights.sum(1);
        }
    }

    private void StartXavier()
    {
        using var off = no_grad();
        foreach (var linear in modules().OfType<Linear>())
        {
            init.xavier_uniform_(linear.weight!);
            init.zeros_(linear.bias!);
        }
    }

    private static Parameter Fresh(params long[] shape) => Parameter(randn(shape) * StartDeviation);
}
