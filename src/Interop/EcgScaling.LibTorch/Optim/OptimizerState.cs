using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser keeps about one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Creates an empty state.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies the state of another parameter.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>True where the other state is the same up to rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Starts anew.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Frees the state's tensors.</summary>
    internal abstract void Free();

    private protected Tensor Zeros()
    {
        using var quiet = no_grad();
        return zeros_like(_parameter, requires_grad: false).DetachFromDisposeScope();
    }

    private protected static Tensor Moved(Tensor tensor, Device device)
    {
        var moved = tensor.to(device);
        if (!ReferenceEquals(moved, tensor))
        {
            tensor.Dispose();
        }

        return moved.DetachFromDisposeScope();
    }

    private protected Tensor CopyOf(Tensor source)
    {
        RequireShape(source.shape);
        using var quiet = no_grad();
        var copy = Zeros();
        copy.copy_(source);
        return copy;
    }

    private protected Tensor ReadTensor(BinaryReader reader)
    {
        using var scope = NewDisposeScope();
        return CopyOf(StateDictFormat.ReadTensor(reader, "optimiser state"));
    }

    private protected static bool Close(Tensor? a, Tensor? b) => a is null ? b is null : b is not null && a.allclose(b);

    private void RequireShape(long[] shape)
    {
        if (!shape.AsSpan().SequenceEqual(_parameter.shape))
        {
            throw new InvalidOperationException(
                $"Optimiser state of shape ({string.Join(", ", shape)}) does not fit a parameter of shape ({string.Join(", ", _parameter.shape)}).");
        }
    }
}
