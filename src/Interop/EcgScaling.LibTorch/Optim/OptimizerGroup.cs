namespace TorchSharp.Modules;

/// <summary>A group's parameters and states, and lists that each step uses again.</summary>
internal sealed class OptimizerGroup(ParamGroup group, Parameter[] parameters, OptimizerState[] states)
{
    public ParamGroup Group => group;

    public Parameter[] Parameters => parameters;

    public OptimizerState[] States => states;

    public ForeachLists Lists { get; } = new();
}
