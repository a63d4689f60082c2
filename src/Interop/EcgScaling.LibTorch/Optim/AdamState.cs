using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW keep about a parameter.</summary>
public abstract class AdamState : OptimizerState, IDisposable
{
    /// <summary>Steps taken.</summary>
    public long step;

    /// <summary>Mean gradient.</summary>
    public Tensor exp_avg = null!;

    /// <summary>Mean squared gradient.</summary>
    public Tensor exp_avg_sq = null!;

    /// <summary>Largest mean squared gradient so far; null without amsgrad.</summary>
    public Tensor? max_exp_avg_sq;

    /// <summary>Creates an empty state.</summary>
    protected AdamState(Parameter parameter) : base(parameter)
    {
    }

    /// <inheritdoc/>
    public override void Initialize(OptimizerOptions options)
    {
        Free();
        step = 0;
        exp_avg = Zeros();
        exp_avg_sq = Zeros();
        max_exp_avg_sq = options is AdamOptions { amsgrad: true } ? Zeros() : null;
    }

    /// <inheritdoc/>
    public override void to(Device device)
    {
        exp_avg = Moved(exp_avg, device);
        exp_avg_sq = Moved(exp_avg_sq, device);
        max_exp_avg_sq = max_exp_avg_sq is null ? null : Moved(max_exp_avg_sq, device);
    }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(step);
        StateDictFormat.WriteTensor(writer, exp_avg);
        StateDictFormat.WriteTensor(writer, exp_avg_sq);
        writer.Write(max_exp_avg_sq is not null);
        if (max_exp_avg_sq is not null)
        {
            StateDictFormat.WriteTensor(writer, max_exp_avg_sq);
        }
    }

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        var steps = reader.ReadInt64();
        Replace(ReadTensor(reader), ReadTensor(reader), reader.ReadBoolean() ? ReadTensor(reader) : null);
        step = steps;
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState source)
    {
        if (source is not AdamState other)
        {
            throw new ArgumentException($"A {source?.GetType()} is not the state of Adam.", nameof(source));
        }

        Replace(CopyOf(other.exp_avg), CopyOf(other.exp_avg_sq), other.max_exp_avg_sq is null ? null : CopyOf(other.max_exp_avg_sq));
        step = other.step;
    }

    /// <inheritdoc/>
    public override bool ApproximatelyEquals(OptimizerState other) =>
        other is AdamState state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq)
        && Close(max_exp_avg_sq, state.max_exp_avg_sq);

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    internal override void Free()
    {
        exp_avg?.Dispose();
        exp_avg_sq?.Dispose();
        max_exp_avg_sq?.Dispose();
    }

    private void Replace(Tensor mean, Tensor square, Tensor? largest)
    {
        Free();
        (exp_avg, exp_avg_sq, max_exp_avg_sq) = (mean, square, largest);
    }
}
