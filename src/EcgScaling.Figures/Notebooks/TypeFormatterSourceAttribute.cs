namespace EcgScaling.Figures.Notebooks;

/// <summary>
/// Tells notebook kernels how to show a type. Kernels find this attribute by its name and members alone, so that neither side needs a reference to
/// the other.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TypeFormatterSourceAttribute : Attribute
{
    /// <summary>Names the type whose <c>CreateTypeFormatters()</c> gives the formatters.</summary>
    public TypeFormatterSourceAttribute(Type formatterSourceType)
    {
        FormatterSourceType = formatterSourceType;
    }

    /// <summary>A type with a parameterless constructor and <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; }

    /// <summary>The media types in the order of preference.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/html"];
}
