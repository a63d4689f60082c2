using System.Data.Common;
using EcgScaling.Study.Indexing;
using Npgsql;

namespace EcgScaling.Study.Postgres;

/// <summary>An index in a PostgreSQL database (15 or newer): for the workers of many machines, and for studies on file systems that are slow to list.</summary>
public sealed class PostgresTrialIndex : SqlTrialIndex
{
    /// <summary>The kind in <see cref="IndexSettings.Kind"/>.</summary>
    public const string Kind = "postgres";

    private readonly string _connection;

    private PostgresTrialIndex(NpgsqlConnectionStringBuilder connection, string study)
        : base($"PostgreSQL {connection.Host}:{connection.Port}/{connection.Database}", study, new SqlDialect { Now = "extract(epoch from clock_timestamp())::double precision", Larger = "GREATEST", DoubleType = "DOUBLE PRECISION" })
    {
        _connection = connection.ToString();
        Prepare();
    }

    /// <summary>Lets studies whose <c>index.json</c> names this kind find it. Call it once when the application starts.</summary>
    public static void Register() => TrialIndexes.Register(Kind, (settings, _) => Open(settings.Connection, settings.Study));

    /// <summary>The settings of an index in a database.</summary>
    /// <param name="connection">The connection string, for example <c>Host=db.example.org;Database=studies;Username=ecg</c>. It is kept in the study's folder: leave the password to PGPASSFILE or PGPASSWORD.</param>
    public static IndexSettings Settings(string connection) => new() { Kind = Kind, Connection = connection };

    /// <summary>Opens the index in a database; its two tables, <c>ecg_trials</c> and <c>ecg_index</c>, are made when missing.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="study">What tells this study's rows from another's.</param>
    /// <exception cref="SpecException">The connection string cannot be read, or holds a password.</exception>
    /// <exception cref="TrialIndexException">The database cannot be reached.</exception>
    public static PostgresTrialIndex Open(string connection, string study)
    {
        ArgumentException.ThrowIfNullOrEmpty(connection);
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            if (!string.IsNullOrEmpty(builder.Password))
            {
                throw new SpecException("PostgreSQL index", ["the connection string holds a password, and it is kept in the study's folder for every worker: give it by PGPASSFILE or PGPASSWORD instead."]);
            }

            // Workers hold a connection for milliseconds; a server allows a hundred in all.
            builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, 8);
            return new PostgresTrialIndex(builder, study);
        }
        catch (ArgumentException error)
        {
            throw new SpecException("PostgreSQL index", [$"the connection string cannot be read: {error.Message} Write it like Host=db.example.org;Database=studies;Username=ecg."]);
        }
    }

    /// <inheritdoc/>
    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Two processes that make the tables at once: the second finds them made, and is right to try again. So is one whose pooled connection the server has closed.</summary>
    protected override bool Mend(DbException failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.DeadlockDetected };
}
