using System.Collections.Concurrent;

namespace EcgScaling.Study.Indexing;

/// <summary>The kinds of index that an application knows. Their drivers live in packages of their own, so that a study without an index needs none.</summary>
public static class TrialIndexes
{
    private static readonly ConcurrentDictionary<string, Func<IndexSettings, StudyFolder, ITrialIndex>> Kinds = new(StringComparer.Ordinal);

    /// <summary>Makes a kind known; the packages' own <c>Register()</c> call it.</summary>
    /// <param name="kind">The name in <see cref="IndexSettings.Kind"/>.</param>
    /// <param name="open">Opens an index of this kind for a study's folder.</param>
    public static void Register(string kind, Func<IndexSettings, StudyFolder, ITrialIndex> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(open);
        Kinds[kind] = open;
    }

    /// <summary>Opens the index of a study.</summary>
    /// <exception cref="SpecException">The kind is not known to this application, or the settings cannot work.</exception>
    internal static ITrialIndex Open(IndexSettings settings, StudyFolder folder) => Kinds.TryGetValue(settings.Kind, out var open)
        ? open(settings, folder)
        : throw new SpecException($"Index of {folder.Path}", [$"the study keeps an index of the kind '{settings.Kind}', which this application does not know"
            + $"{(Kinds.IsEmpty ? string.Empty : $" (it knows {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))})")}: call SqliteTrialIndex.Register() of EcgScaling.Study.Sqlite or "
            + $"PostgresTrialIndex.Register() of EcgScaling.Study.Postgres when it starts, or delete {folder.IndexPath} to go on without."]);
}
