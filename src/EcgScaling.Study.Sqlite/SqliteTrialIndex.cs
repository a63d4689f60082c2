using System.Data.Common;
using EcgScaling.Study.Indexing;
using Microsoft.Data.Sqlite;

namespace EcgScaling.Study.Sqlite;

/// <summary>
/// An index in an SQLite file: no server, for the workers of one machine. It uses a write-ahead log, which needs memory shared between its processes and therefore a local disk; on a network
/// file system it is refused. A damaged file is thrown away and filled again from the trials' folders.
/// </summary>
public sealed class SqliteTrialIndex : SqlTrialIndex
{
    /// <summary>The kind in <see cref="IndexSettings.Kind"/>.</summary>
    public const string Kind = "sqlite";

    /// <summary>The file in a study's folder, unless another is named.</summary>
    public const string DefaultFile = "index.db";

    // SQLITE_CORRUPT and SQLITE_NOTADB.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private static readonly string[] NetworkFileSystems = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "lustre", "gpfs", "beegfs", "ceph", "afs", "9p", "fuse.sshfs", "fuse.glusterfs", "pvfs2"];
    private readonly string _path;
    private readonly string _connection;

    private SqliteTrialIndex(string path, string study)
        : base($"SQLite {path}", study, new SqlDialect { Now = "unixepoch('subsec')", Larger = "MAX", DoubleType = "REAL" })
    {
        _path = path;
        _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        Prepare();
    }

    /// <summary>Lets studies whose <c>index.json</c> names this kind find it. Call it once when the application starts.</summary>
    public static void Register() => TrialIndexes.Register(Kind, (settings, folder) => Open(Path.Combine(folder.Path, settings.Connection), settings.Study));

    /// <summary>The settings of an index in the study's own folder, or in a file elsewhere.</summary>
    /// <param name="path">The file; relative to the study's folder.</param>
    public static IndexSettings Settings(string path = DefaultFile) => new() { Kind = Kind, Connection = path };

    /// <summary>Opens the index in a file, which is made when missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="study">What tells this study's rows from another's.</param>
    /// <exception cref="SpecException">The file lies on a network file system.</exception>
    /// <exception cref="TrialIndexException">The file cannot be made or opened.</exception>
    public static SqliteTrialIndex Open(string path, string study)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SQLitePCL.Batteries_V2.Init();
        var full = Path.GetFullPath(path);
        var format = FormatOf(Path.GetDirectoryName(full)!);
        if (NetworkFileSystems.Contains(format))
        {
            throw new SpecException("SQLite index", [$"{full} lies on a network file system ({format}), where SQLite's write-ahead log does not work: name a file on a local disk, or use PostgreSQL for several machines."]);
        }

        return new SqliteTrialIndex(full, study);
    }

    /// <inheritdoc/>
    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            using var pragma = connection.CreateCommand();
            // The rows can be made again, so a power cut may cost the last of them; it may not cost the file.
            pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
            pragma.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Throws a damaged file away; it is made again, and filled as the folders are read.</summary>
    protected override bool Mend(DbException failure)
    {
        if (failure is not SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
        {
            return false;
        }

        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { _path + "-wal", _path + "-shm", _path })
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        try
        {
            Prepare();
            return true;
        }
        catch (TrialIndexException)
        {
            return false;
        }
    }

    private static string FormatOf(string folder)
    {
        try
        {
            return DriveInfo.GetDrives().Where(drive => folder.StartsWith(drive.Name, StringComparison.Ordinal)).OrderByDescending(drive => drive.Name.Length).FirstOrDefault()?.DriveFormat ?? string.Empty;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
