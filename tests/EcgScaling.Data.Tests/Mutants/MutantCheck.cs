using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Data.Tests;

/// <summary>
/// Lets FsCheck try mutants. Reading one, or refusing it by an <see cref="EcgDataException"/>, is right; any other exception fails with the mutant shrunk to the changes that matter, and
/// the numbers that replay it.
/// </summary>
internal static class MutantCheck
{
    /// <summary>Tries so many mutants; answers how many were read and how many refused. <paramref name="read"/> says false for one that counts as neither.</summary>
    public static (int Read, int Refused) Run<T>(int count, Arbitrary<T> mutants, Func<T, bool> read)
    {
        var (taken, refused) = (0, 0);
        Prop.ForAll(mutants, mutant =>
        {
            try
            {
                taken += read(mutant) ? 1 : 0;
            }
            catch (EcgDataException error)
            {
                Assert.NotEmpty(error.Found);
                refused++;
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(2605, 17277).WithMaxTest(count));
        return (taken, refused);
    }
}
