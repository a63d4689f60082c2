namespace EcgScaling.Study.Describing;

/// <summary>Records on disk, in any layout that <c>EcgSources.Open</c> knows: CODE shards, PTB-XL, a folder of WFDB records, ...</summary>
public sealed record FolderSourceSpec : DataSourceSpec
{
    /// <summary>The folder. Its path is not part of a trial's key; its content is.</summary>
    public required string Path { get; init; }

    internal override void Validate(List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            problems.Add("Data.Source.Path is empty; give the folder that holds the records.");
        }
        else if (!Directory.Exists(Path))
        {
            problems.Add($"Data.Source.Path is '{Path}', which is no folder on this machine.");
        }
    }
}
