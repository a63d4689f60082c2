using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Indexing;

/// <summary>An index in a relational database, written against ADO.NET; a package adds the driver. The columns beside <c>status</c> are there for people with a SQL prompt.</summary>
public abstract class SqlTrialIndex : ITrialIndex
{
    // Counts up when the tables change; tables of another version are made anew, since they can be filled from the folders.
    private const int Version = 1;
    private const double ReservationSeconds = 5;
    private readonly SqlDialect _dialect;
    private readonly string _study;

    /// <summary>Makes an index; the tables are made by <see cref="Prepare"/>.</summary>
    protected SqlTrialIndex(string name, string study, SqlDialect dialect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(study);
        ArgumentNullException.ThrowIfNull(dialect);
        (Name, _study, _dialect) = (name, study, dialect);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IndexedTrial> ReadAll() => Use(connection =>
    {
        using var command = Command(connection, "SELECT stamp, status FROM ecg_trials WHERE study = @study AND status IS NOT NULL", ("study", _study));
        using var reader = command.ExecuteReader();
        var rows = new List<IndexedTrial>();
        while (reader.Read())
        {
            // A row that another version wrote is a row that is missing.
            if (Read(reader.GetString(1)) is { } status)
            {
                rows.Add(new IndexedTrial(reader.GetString(0), status));
            }
        }

        return rows;
    });

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<IndexedTrial> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return;
        }

        Use(connection =>
        {
            using var transaction = connection.BeginTransaction();
            // Rows in the order of their keys: two writers then never wait for each other in a circle.
            foreach (var row in rows.OrderBy(row => row.Status.Key, StringComparer.Ordinal))
            {
                var status = row.Status;
                using var command = Command(
                    connection,
                    "INSERT INTO ecg_trials (study, trial, claim, reserved, stamp, status, state, step, steps, loss, seconds, holder, failure) "
                    + "VALUES (@study, @trial, 0, 0, @stamp, @status, @state, @step, @steps, @loss, @seconds, @holder, @failure) "
                    + "ON CONFLICT (study, trial) DO UPDATE SET stamp = excluded.stamp, status = excluded.status, state = excluded.state, step = excluded.step, steps = excluded.steps, "
                    + "loss = excluded.loss, seconds = excluded.seconds, holder = excluded.holder, failure = excluded.failure",
                    ("study", _study), ("trial", status.Key), ("stamp", row.Stamp), ("status", JsonSerializer.Serialize(status, StudyJson.Compact)), ("state", status.State.ToString()),
                    ("step", status.Progress?.Step ?? status.Result?.Steps ?? 0), ("steps", status.Progress?.Steps ?? status.Result?.Steps ?? 0),
                    ("loss", Finite(status.Result?.Loss ?? status.Progress?.Loss)), ("seconds", Finite(status.Result?.Run.Seconds)),
                    ("holder", status.Holder?.ToString()), ("failure", status.Failure?.Message));
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            return 0;
        });
    }

    /// <inheritdoc/>
    public long? TryReserve(string key, long latest) => Use(connection =>
    {
        // One statement: the database itself lets one caller through.
        using var command = Command(
            connection,
            $"INSERT INTO ecg_trials (study, trial, claim, reserved) VALUES (@study, @trial, @latest + 1, {_dialect.Now}) "
            + $"ON CONFLICT (study, trial) DO UPDATE SET claim = {_dialect.Larger}(ecg_trials.claim, @latest) + 1, reserved = {_dialect.Now} "
            + $"WHERE ecg_trials.claim <= @latest OR ecg_trials.reserved < {_dialect.Now} - @grace RETURNING claim",
            ("study", _study), ("trial", key), ("latest", latest), ("grace", ReservationSeconds));
        return command.ExecuteScalar() is { } claim and not DBNull ? Convert.ToInt64(claim, CultureInfo.InvariantCulture) : (long?)null;
    });

    /// <inheritdoc/>
    public void Clear() => Use(connection =>
    {
        using var command = Command(connection, "DELETE FROM ecg_trials WHERE study = @study", ("study", _study));
        return command.ExecuteNonQuery();
    });

    /// <summary>Opens a connection; pooled by the driver.</summary>
    protected abstract DbConnection Connect();

    /// <summary>What to do about an error of the database before it is reported; true when the operation is worth another try.</summary>
    protected virtual bool Mend(DbException failure) => false;

    /// <summary>Makes the tables where they are missing or of another version. Call it once, from the constructor of the derived class or its factory.</summary>
    /// <exception cref="TrialIndexException">The database cannot be reached.</exception>
    protected void Prepare() => Use(connection =>
    {
        Run(connection, "CREATE TABLE IF NOT EXISTS ecg_index (version INTEGER NOT NULL)");
        using (var read = Command(connection, "SELECT MAX(version) FROM ecg_index"))
        {
            if (read.ExecuteScalar() is { } found and not DBNull && Convert.ToInt64(found, CultureInfo.InvariantCulture) != Version)
            {
                Run(connection, "DROP TABLE IF EXISTS ecg_trials");
                Run(connection, "DELETE FROM ecg_index");
            }
        }

        Run(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO ecg_index (version) SELECT {Version} WHERE NOT EXISTS (SELECT 1 FROM ecg_index)"));
        Run(connection, $"CREATE TABLE IF NOT EXISTS ecg_trials (study TEXT NOT NULL, trial TEXT NOT NULL, claim BIGINT NOT NULL, reserved {_dialect.DoubleType} NOT NULL, stamp TEXT, status TEXT, "
            + $"state TEXT, step BIGINT, steps BIGINT, loss {_dialect.DoubleType}, seconds {_dialect.DoubleType}, holder TEXT, failure TEXT, PRIMARY KEY (study, trial))");
        return 0;
    });

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static TrialStatus? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TrialStatus>(json, StudyJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Run(DbConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is put together from this file's own words; values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private T Use<T>(Func<DbConnection, T> work)
    {
        try
        {
            return Try(work);
        }
        catch (DbException error) when (Mend(error))
        {
            return Retry(work);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw Unusable(error);
        }
    }

    private T Retry<T>(Func<DbConnection, T> work)
    {
        try
        {
            return Try(work);
        }
        catch (DbException error)
        {
            throw Unusable(error);
        }
    }

    private T Try<T>(Func<DbConnection, T> work)
    {
        using var connection = Connect();
        return work(connection);
    }

    private TrialIndexException Unusable(Exception error) => new($"The index {Name} cannot be used: {error.Message.TrimEnd('.')}. The trials' folders are the truth and the study goes on without it.", error);
}
