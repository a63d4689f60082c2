using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains: a field of this type is found by <see cref="nn.Module.RegisterComponents"/>.</summary>
public class Parameter : Tensor
{
    /// <summary>Makes a parameter of a tensor, without copying.</summary>
    /// <param name="data">The values; this object becomes empty, its storage goes to the parameter.</param>
    /// <param name="requires_grad">True (the default) has gradients computed.</param>
    public Parameter(Tensor data, bool requires_grad = true) : this(Take(data, requires_grad))
    {
    }

    private Parameter((nint Handle, DisposeScope? Scope) taken) : base(taken.Handle) => MoveToOtherDisposeScope(taken.Scope);

    private static (nint Handle, DisposeScope? Scope) Take(Tensor data, bool requires_grad)
    {
        ArgumentNullException.ThrowIfNull(data);
        var scope = data.OwningDisposeScope;
        var source = data;
        if (!data.is_leaf)
        {
            // A parameter is a leaf: it starts anew, outside the graph that made its values.
            source = data.detach();
            data.Dispose();
        }

        if (source.requires_grad != requires_grad)
        {
            source.requires_grad = requires_grad;
        }

        return (source.TakeHandle(), scope);
    }
}
