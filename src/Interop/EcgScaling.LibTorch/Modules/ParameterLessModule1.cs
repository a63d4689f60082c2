using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of modules of one input that hold neither parameters nor buffers.</summary>
/// <typeparam name="T1">Input.</typeparam>
/// <typeparam name="TResult">Result.</typeparam>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    /// <summary>Creates a module.</summary>
    /// <param name="name">Name that <see cref="nn.Module.GetName"/> gives.</param>
    protected ParameterLessModule(string name) : base(name)
    {
    }

    /// <summary>Refused: such a module holds no buffers.</summary>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) =>
        throw new InvalidOperationException($"{GetName()} holds no tensors, so it cannot register the buffer '{name}'; derive from nn.Module instead.");

    /// <summary>Refused: such a module holds no parameters.</summary>
    public override void register_parameter(string name, Parameter param) =>
        throw new InvalidOperationException($"{GetName()} holds no tensors, so it cannot register the parameter '{name}'; derive from nn.Module instead.");

    /// <summary>Adds a sub-module, which must hold no tensors either.</summary>
    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not null and not IParameterLessModule)
        {
            throw new InvalidOperationException($"{GetName()} holds no tensors, and so must its sub-module '{name}'; derive from nn.Module instead.");
        }

        base.register_module(name, submodule!);
    }

    /// <summary>Nothing to do.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    /// <summary>Nothing to do.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    /// <summary>Nothing to do.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;
}
