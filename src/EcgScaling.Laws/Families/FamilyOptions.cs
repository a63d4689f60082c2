using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Families;

/// <summary>How families are fitted together.</summary>
public sealed record FamilyOptions
{
    /// <summary>How each parameter relates across families, by name; names left out are <see cref="ParameterSharing.Free"/>.</summary>
    /// <value>none: everything free</value>
    public IReadOnlyDictionary<string, ParameterSharing> Sharing { get; init; } = new Dictionary<string, ParameterSharing>();

    /// <summary>What to make small.</summary>
    /// <value><see cref="FitObjective.Default"/></value>
    public FitObjective Objective { get; init; } = FitObjective.Default;

    /// <summary>Options with some parameters shared.</summary>
    public static FamilyOptions Share(params string[] parameters) => new() { Sharing = parameters.ToDictionary(name => name, _ => ParameterSharing.Shared) };
}
