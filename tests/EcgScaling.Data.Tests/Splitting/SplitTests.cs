using EcgScaling.Data.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Data.Tests.Splitting;

public sealed class SplitTests
{
    [Fact]
    public void SidesShareNoPatientAndMissNoExam() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<uint>(), (patients, seed) =>
        {
            var split = PatientSplit.Of(patients.Length, index => patients[index], new SplitFractions { Validation = 0.2, Test = 0.3 }, seed);
            PatientSplit.RequireDisjointPatients(index => patients[index], split.Training, split.Validation, split.Test);
            return split.Training.Concat(split.Validation).Concat(split.Test).Order().SequenceEqual(Enumerable.Range(0, patients.Length));
        }));

    [Fact]
    public void APatientsSideDoesNotDependOnOtherPatients()
    {
        var fractions = new SplitFractions();
        var small = PatientSplit.Of(1000, index => index, fractions, 5);
        var large = PatientSplit.Of(5000, index => index, fractions, 5);

        Assert.Equal(small.Test, large.Test.Where(index => index < 1000));
        Assert.Equal(small.Validation, large.Validation.Where(index => index < 1000));
    }

    [Fact]
    public void FractionsAreMet()
    {
        var split = PatientSplit.Of(100_000, index => index, new SplitFractions { Validation = 0.05, Test = 0.2 }, 1);

        Assert.InRange(split.Validation.Count, 4_700, 5_300);
        Assert.InRange(split.Test.Count, 19_500, 20_500);
    }

    [Fact]
    public void SeedsGiveOtherSides()
    {
        var fractions = new SplitFractions();

        Assert.NotEqual(PatientSplit.Of(500, index => index, fractions, 1).Test, PatientSplit.Of(500, index => index, fractions, 2).Test);
    }

    [Fact]
    public void APatientOnTwoSidesIsFound()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PatientSplit.RequireDisjointPatients(index => index / 2, [0, 2], [3, 4]));

        Assert.Contains("2 and 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallerSubsetsAreInsideLargerOnes() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (patients, first, second) =>
        {
            var subset = NestedSubset.Of([.. Enumerable.Range(0, patients.Length)], index => patients[index], 9);
            var (small, large) = (Math.Min(first.Get, second.Get) % (patients.Length + 1), patients.Length == 0 ? 0 : Math.Max(first.Get, second.Get) % (patients.Length + 1));
            (small, large) = (Math.Min(small, large), Math.Max(small, large));
            var (inner, outer) = (subset.Take(small), subset.Take(large));
            return inner.Count == small && outer.Count == large && !inner.Except(outer).Any() && inner.SequenceEqual(inner.Order());
        }));

    [Fact]
    public void SubsetsTakePatientsWholeExceptTheLast()
    {
        var subset = NestedSubset.Of([.. Enumerable.Range(0, 300)], index => index / 3, 4).Take(100);

        Assert.Equal(34, subset.Select(index => index / 3).Distinct().Count());
        Assert.Single(subset.GroupBy(index => index / 3), group => group.Count() != 3);
    }

    [Fact]
    public void AskingForMoreThanThereIsSaysHowManyThereAre()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => NestedSubset.Of([1, 2, 3], index => index, 0).Take(4));

        Assert.Contains("Only 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1, 0.1)]
    [InlineData(0.5, 0.5)]
    [InlineData(double.NaN, 0.1)]
    public void ImpossibleFractionsAreRefused(double validation, double test) =>
        Assert.Throws<SpecException>(() => new SplitFractions { Validation = validation, Test = test }.Validate());
}
