using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Ludb;

/// <summary>Opens the Lobachevsky University database: <c>ludb.csv</c> with WFDB records in <c>data/</c>.</summary>
public static class LudbSource
{
    /// <summary>Whether a folder holds it.</summary>
    public static bool IsHere(string folder) => File.Exists(Path.Combine(folder, "ludb.csv")) && WfdbSource.IsHere(folder);

    /// <summary>Opens it.</summary>
    /// <exception cref="EcgDataException">A file is missing or cannot be read.</exception>
    public static WfdbSource Open(string folder, WfdbOptions? options = null) => WfdbSource.Open(folder, new LudbDialect(WfdbSource.HeadersIn(folder)), options);

    /// <summary>The delineation of one lead: the limits and peaks of P, QRS and T.</summary>
    /// <param name="folder">The database's folder.</param>
    /// <param name="record">The record, for example <c>1</c>.</param>
    /// <param name="lead">The lead.</param>
    /// <exception cref="EcgDataException">There is no such annotation file.</exception>
    public static IReadOnlyList<WfdbAnnotation> Delineation(string folder, string record, Lead lead) =>
        WfdbAnnotationReader.Read(Path.Combine(folder, "data", $"{record}.{lead.Name.ToLowerInvariant()}"));
}
