using System.Collections.Immutable;
using EcgScaling.Study.Describing;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Building;

/// <summary>The words for a study's paradigms. Immutable: each returns a new one.</summary>
public sealed record ParadigmsBuilder
{
    internal ParadigmsBuilder(ImmutableArray<ArmSpec> arms) => Arms = arms;

    /// <summary>What has been said so far.</summary>
    public ImmutableArray<ArmSpec> Arms { get; private init; }

    /// <summary>Supervised pre-training on the labels of the data.</summary>
    /// <param name="arm">What this arm does differently from the rest of the study.</param>
    public ParadigmsBuilder Supervised(Func<ArmSpec, ArmSpec>? arm = null) => Add(new SupervisedConfig(), arm);

    /// <summary>Masked modelling: hide most of a tracing, reconstruct it.</summary>
    /// <param name="arm">What this arm does differently from the rest of the study.</param>
    public ParadigmsBuilder Masked(Func<ArmSpec, ArmSpec>? arm = null) => Add(new MaskedConfig(), arm);

    /// <summary>Any paradigm.</summary>
    /// <param name="paradigm">Its settings.</param>
    /// <param name="arm">What this arm does differently from the rest of the study.</param>
    public ParadigmsBuilder Add(ParadigmConfig paradigm, Func<ArmSpec, ArmSpec>? arm = null)
    {
        ArgumentNullException.ThrowIfNull(paradigm);
        var added = new ArmSpec { Paradigm = paradigm };
        return new(Arms.Add(arm?.Invoke(added) ?? added));
    }

    /// <summary>Changes an arm that was said before.</summary>
    /// <param name="title">Its name, or its paradigm's where it has none.</param>
    /// <param name="change">The change.</param>
    /// <exception cref="ArgumentException">There is no such arm.</exception>
    public ParadigmsBuilder Replace(string title, Func<ArmSpec, ArmSpec> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var place = Arms.Select(arm => arm.Title).ToList().IndexOf(title);
        return place >= 0
            ? new(Arms.SetItem(place, change(Arms[place])))
            : throw new ArgumentException($"There is no arm '{title}'; there are {string.Join(", ", Arms.Select(arm => arm.Title))}.", nameof(title));
    }
}
