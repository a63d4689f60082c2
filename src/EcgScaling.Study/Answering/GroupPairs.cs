using System.Collections.Immutable;
using EcgScaling.Models;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>Which groups of a study are compared with which.</summary>
internal static class GroupPairs
{
    private const string SupervisedWord = "supervised";

    /// <summary>Whether a group was pre-trained on labels.</summary>
    public static bool IsSupervised(TrialGroup group) => group.Trials[0].Paradigm is SupervisedWord or "regression";

    /// <summary>Whether a group's family is the ResNet, or the Transformer.</summary>
    public static bool IsResNet(TrialGroup group) => group.Family == EncoderFamilies.ResNet1d.Name;

    /// <inheritdoc cref="IsResNet"/>
    public static bool IsTransformer(TrialGroup group) => group.Family == EncoderFamilies.Transformer.Name;

    /// <summary>ResNet and Transformer of one arm.</summary>
    public static ImmutableArray<(TrialGroup ResNet, TrialGroup Transformer)> Families(StudyResults results) =>
    [
        .. from resNet in results.Groups.Where(IsResNet)
           from transformer in results.Groups.Where(IsTransformer)
           where resNet.Arm == transformer.Arm
           select (resNet, transformer),
    ];

    /// <summary>A self-supervised and a supervised arm of one family. Where supervised arms differ in their labels, the one with the most labels stands for them.</summary>
    public static ImmutableArray<(TrialGroup SelfSupervised, TrialGroup Supervised)> Paradigms(StudyResults results) =>
    [
        .. from self in results.Groups.Where(other => !IsSupervised(other))
           let supervised = results.Groups.Where(other => other.Family == self.Family && IsSupervised(other)).MaxBy(other => other.Trials[0].Evaluations[0].Labels)
           where supervised is not null
           select (self, supervised),
    ];
}
