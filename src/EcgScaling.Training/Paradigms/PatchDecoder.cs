using EcgScaling.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Paradigms;

/// <summary>
/// From features of visible patches to a vector for each hidden one: mask tokens stand where patches are hidden, positions are fixed sines
/// and cosines of the patch's window, a few light blocks mix them (He et al. 2022).
/// </summary>
internal sealed class PatchDecoder : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly int _patches;
    private readonly Linear embed;
    private readonly Parameter mask_token;
    private readonly Parameter? lead_embed;
    private readonly Tensor positions;
    private readonly Tensor leads;
    private readonly ModuleList<LightBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public PatchDecoder(IPatchEncoder encoder, int features, int width, int depth, int heads, int output)
        : base(nameof(PatchDecoder))
    {
        _patches = encoder.PatchCount;
        var windows = encoder.PatchWindows;
        embed = Linear(features, width);
        mask_token = Parameter(randn([1, 1, width]) * 0.02);
        var table = PositionTable.SinCos(windows.Max() + 1, width);
        var rows = new float[_patches * width];
        var leadOf = new long[_patches];
        for (var patch = 0; patch < _patches; patch++)
        {
            table.AsSpan(windows[patch] * width, width).CopyTo(rows.AsSpan(patch * width));
            leadOf[patch] = patch == 0 ? 0 : windows[patch] > windows[patch - 1] ? leadOf[patch - 1] : leadOf[patch - 1] + 1;
        }

        positions = tensor(rows, [1, _patches, width]).DetachFromDisposeScope();
        leads = tensor(leadOf, [_patches]).DetachFromDisposeScope();
        lead_embed = leadOf[^1] > 0 ? Parameter(randn([leadOf[^1] + 1, width]) * 0.02) : null;
        blocks = new ModuleList<LightBlock>(Enumerable.Range(0, depth).Select(_ => new LightBlock(width, heads)).ToArray());
        norm = LayerNorm(width);
        head = Linear(width, output);
        register_module(nameof(embed), embed);
        register_parameter(nameof(mask_token), mask_token);
        if (lead_embed is not null)
        {
            register_parameter(nameof(lead_embed), lead_embed);
        }

        register_buffer(nameof(positions), positions, persistent: false);
        register_buffer(nameof(leads), leads, persistent: false);
        register_module(nameof(blocks), blocks);
        register_module(nameof(norm), norm);
        register_module(nameof(head), head);
    }

    /// <summary>Predicts.</summary>
    /// <param name="features">Of the visible patches, <c>(batch, visible, feature)</c>.</param>
    /// <param name="visible">Their indices, <c>(batch, visible)</c>.</param>
    /// <param name="hidden">The hidden ones' indices, <c>(batch, hidden)</c>.</param>
    /// <returns><c>(batch, hidden, output)</c>.</returns>
    public override Tensor forward(Tensor features, Tensor visible, Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var known = embed.call(features);
        var (batch, width) = (known.shape[0], known.shape[2]);
        var order = cat([visible, hidden], 1);
        // Attention does not care about the order of tokens: visible ones first, hidden ones after, each with the position of its place.
        var places = positions.expand(batch, -1, -1).gather(1, order.unsqueeze(-1).expand(-1, -1, width));
        if (lead_embed is not null)
        {
            places = places + lead_embed.index_select(0, leads.index_select(0, order.flatten())).view(batch, _patches, width);
        }

        var x = cat([known, mask_token.expand(batch, hidden.shape[1], -1)], 1) + places;
        foreach (var block in blocks)
        {
            x = block.call(x);
        }

        return head.call(norm.call(x.narrow(1, visible.shape[1], hidden.shape[1]))).MoveToOuterDisposeScope();
    }
}
