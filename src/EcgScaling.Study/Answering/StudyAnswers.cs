using System.Collections.Immutable;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>
/// What a study says about the claims of the abstract of arXiv 2605.17276: for each an estimate, an interval and a verdict, beside the published numbers.
/// How claims become numbers is this library's reading; the paper's own definitions are not public.
/// </summary>
public sealed record StudyAnswers
{
    /// <summary>The claims.</summary>
    public required ImmutableArray<Claim> Claims { get; init; }

    /// <summary>A claim by its word.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Claim this[string id] => Claims.FirstOrDefault(claim => claim.Id == id) ?? throw new KeyNotFoundException($"There is no claim '{id}'; there are {string.Join(", ", Claims.Select(claim => claim.Id))}.");

    /// <summary>Answers from what has been measured so far. Pure; takes some seconds for a study of a hundred trials.</summary>
    public static StudyAnswers Of(StudyResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        Func<StudyResults, Claim>[] claims =
        [
            InDistributionClaim.Of, EfficiencyClaims.Parameters, EfficiencyClaims.Data, TransferClaim.Of,
            LowestLossClaims.ResNetLowest, LowestLossClaims.SelfSupervisedUnseen, LowestLossClaims.Crossover,
        ];
        return new StudyAnswers { Claims = [.. claims.AsParallel().AsOrdered().Select(claim => claim(results))] };
    }
}
