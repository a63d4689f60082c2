namespace EcgScaling.Models.Tests;

/// <summary>A test that reads files of the repository; skipped where the tests run outside of it.</summary>
public sealed class RepositoryFactAttribute : FactAttribute
{
    public RepositoryFactAttribute() => Skip = Root is null ? "Runs inside the repository." : null;

    /// <summary>The folder of EcgScaling.sln above the tests, if any.</summary>
    internal static string? Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string? Find(DirectoryInfo? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder.FullName, "EcgScaling.sln")) ? folder.FullName : Find(folder.Parent);
}
