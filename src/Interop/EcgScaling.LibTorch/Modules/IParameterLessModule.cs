namespace TorchSharp.Modules;

/// <summary>Marks modules that hold no tensors, so that moving and converting them is nothing to do.</summary>
public interface IParameterLessModule
{
}
