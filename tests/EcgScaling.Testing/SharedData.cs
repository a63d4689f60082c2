namespace EcgScaling.Testing;

/// <summary>Finds the real records and tables that lie beside a checkout in <c>../shared/data</c>, never inside it.</summary>
public static class SharedData
{
    /// <summary>The folder that holds the real data, or null where a checkout has none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The path of a file or folder below the real data; throws where there is none.</summary>
    public static string PathOf(params string[] parts) =>
        Path.Combine([Root ?? throw new InvalidOperationException("No ../shared/data beside this checkout."), .. parts]);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EcgScaling.sln")))
            {
                var data = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
                return Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
