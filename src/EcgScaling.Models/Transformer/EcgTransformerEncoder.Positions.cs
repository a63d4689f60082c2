using static TorchSharp.torch;

namespace EcgScaling.Models;

public sealed partial class EcgTransformerEncoder
{
    private const string PositionTableName = "position_table";
    private const string CosTableName = "rotary_cos";
    private const string SinTableName = "rotary_sin";

    /// <summary>Fixed tables move with the module, but are no weights: they stay out of state dictionaries.</summary>
    private void RegisterTables()
    {
        var copies = Knobs.Patches == PatchStyle.PerLead ? Input.Leads.Count : 1;
        if (Knobs.Positions == PositionStyle.SinCos)
        {
            using var table = tensor(PositionTable.SinCos(Knobs.Windows, Knobs.Width), [1, Knobs.Windows, Knobs.Width]);
            register_buffer(PositionTableName, table.repeat(1, copies, 1).DetachFromDisposeScope(), false);
        }
        else if (Knobs.Positions == PositionStyle.Rotary)
        {
            var half = Knobs.Width / Knobs.Heads / 2;
            var angles = PositionTable.RotaryAngles(Knobs.Windows, half);
            RegisterAngles(CosTableName, angles, Math.Cos, 1, half, copies);
            RegisterAngles(SinTableName, angles, Math.Sin, 0, half, copies);
        }
    }

    /// <summary>One row for each token; the CLS token, which has no place, gets a row that turns nothing.</summary>
    private void RegisterAngles(string name, double[] angles, Func<double, double> function, float unturned, int half, int copies)
    {
        var rows = Array.ConvertAll(angles, angle => (float)function(angle));
        var cls = cls_token is null ? 0 : 1;
        var table = new float[(cls * half) + (copies * rows.Length)];
        Array.Fill(table, unturned, 0, cls * half);
        for (var copy = 0; copy < copies; copy++)
        {
            rows.CopyTo(table, (cls * half) + (copy * rows.Length));
        }

        register_buffer(name, tensor(table, [table.Length / half, half]).DetachFromDisposeScope(), false);
    }

    /// <summary>All that is added to every tracing's tokens, <c>(1, patch, feature)</c>, or null.</summary>
    internal Tensor? FixedEmbedding()
    {
        using var off = no_grad();
        var copies = Knobs.Patches == PatchStyle.PerLead ? Input.Leads.Count : 1;
        var places = Table(PositionTableName) ?? pos_embed?.repeat(1, copies, 1);
        var leads = lead_embed?.repeat_interleave(Knobs.Windows, 1);
        return places is null ? leads : leads is null ? places : places + leads;
    }

    /// <summary>Cosines and sines of rotary positions, <c>(token, half of the head)</c>, or null.</summary>
    internal (Tensor Cos, Tensor Sin)? RotaryTables() =>
        Table(CosTableName) is { } cos && Table(SinTableName) is { } sin ? (cos, sin) : null;

    private Tensor? Table(string name) => get_buffer(name);

    /// <summary>The angles of all tokens, or of the kept ones.</summary>
    private RotaryAngles? Rotary(Tensor? keepIndices)
    {
        if (Table(CosTableName) is not { } cos || Table(SinTableName) is not { } sin)
        {
            return null;
        }

        if (keepIndices is null)
        {
            return new RotaryAngles(cos, sin);
        }

        var cls = cls_token is null ? 0 : 1;
        var rows = keepIndices + cls;
        if (cls == 1)
        {
            rows = cat([zeros([rows.shape[0], 1], dtype: ScalarType.Int64, device: rows.device), rows], 1);
        }

        var (batch, kept, half) = (rows.shape[0], rows.shape[1], cos.shape[1]);
        var flat = rows.reshape(-1);
        return new RotaryAngles(cos.index_select(0, flat).view(batch, 1, kept, half), sin.index_select(0, flat).view(batch, 1, kept, half));
    }
}
