namespace TorchSharp.Utils;

/// <summary>Names a component field of a module; without it the component has the field's own name.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name, as it shall stand in the module's <c>state_dict</c>.</summary>
    public string Name { get; set; } = "";
}
