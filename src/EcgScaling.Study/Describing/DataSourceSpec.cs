using System.Text.Json.Serialization;

namespace EcgScaling.Study.Describing;

/// <summary>Where the records of a study come from. JSON says which in <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SyntheticSourceSpec), "synthetic")]
[JsonDerivedType(typeof(FolderSourceSpec), "folder")]
[JsonDerivedType(typeof(DeclaredSourceSpec), "declared")]
[JsonDerivedType(typeof(TaskSourceSpec), "task")]
public abstract record DataSourceSpec
{
    /// <summary>Adds a line for each value that cannot work.</summary>
    internal abstract void Validate(List<string> problems);
}
