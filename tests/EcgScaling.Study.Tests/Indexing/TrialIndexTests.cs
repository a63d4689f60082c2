using System.Text.Json.Nodes;
using EcgScaling.Study.Indexing;
using EcgScaling.Study.Postgres;
using EcgScaling.Study.Sqlite;
using EcgScaling.Study.Storing;
using EcgScaling.Study.Tests.Storing;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Study.Tests.Indexing;

/// <summary>An index may be slow to learn, lost, damaged or from another day; it never says something else than the folders do.</summary>
public sealed class TrialIndexTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly LeaseOptions Lease = new() { Duration = TimeSpan.FromSeconds(60), Heartbeat = TimeSpan.FromSeconds(10) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void Whatever_happens_to_the_folders_the_index_says_what_they_say(StoreKind kind)
    {
        // Each number is one event on one of three trials; "time passes" makes folders old enough to be remembered.
        Prop.ForAll(Gen.Choose(0, 26).ListOf(25).ToArbitrary(), events =>
        {
            using var folder = new TemporaryFolder();
            var keys = Enumerable.Range(0, 3).Select(number => CanonicalJson.Hash(new JsonObject { ["number"] = number })).ToArray();
            var plain = TrialStore.Open(folder["trials"], Lease);
            var claims = new Dictionary<string, TrialClaim>();
            var remembers = Open(kind, folder);
            foreach (var number in events)
            {
                Happen(number / 3, keys[number % 3], plain, claims);
                // The same object remembers in memory; a new one knows what the database knows.
                Assert.Equal(keys.Select(key => Text(plain.StatusOf(key))), remembers.StatusesOf(keys).Select(Text));
                Assert.Equal(keys.Select(key => Text(plain.StatusOf(key))), Open(kind, folder).StatusesOf(keys).Select(Text));
            }

            claims.Values.ToList().ForEach(claim => claim.Dispose());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(7, 7));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_finished_trial_is_answered_by_the_index_and_not_read_again(StoreKind kind)
    {
        var (store, keys) = Finished(kind, trials: 3);
        Assert.All(store.StatusesOf(keys), status => Assert.Equal(TrialState.Done, status.State));

        // The content is changed behind the stamp's back, as no process does: only who reads the file sees it.
        foreach (var key in keys)
        {
            var path = store.FolderOf(key).ResultPath;
            var (text, time) = (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));
            File.WriteAllText(path, text.Replace("0.5", "0.4", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(path, time);
        }

        Assert.All(Open(kind, _folder).StatusesOf(keys), status => Assert.Equal(TrialState.Done, status.State));
        Assert.All(TrialStore.Open(_folder["trials"], Lease).StatusesOf(keys), status => Assert.NotEqual(TrialState.Done, status.State));

        // Rebuilding reads them all, and sees it.
        var rebuilt = Open(kind, _folder);
        Assert.Equal(3, rebuilt.RebuildIndex(keys));
        Assert.All(Open(kind, _folder).StatusesOf(keys), status => Assert.Equal(TrialState.Interrupted, status.State));
    }

    [Fact]
    public void A_damaged_SQLite_file_is_thrown_away_and_filled_again()
    {
        var (_, keys) = Finished(StoreKind.Sqlite, trials: 3);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_folder["index.db-wal"]);
        File.WriteAllText(_folder["index.db"], "this is no database, but it is long enough to be taken for one by its length alone. " + new string('x', 5000));
        var store = Open(StoreKind.Sqlite, _folder);
        Assert.All(store.StatusesOf(keys), status => Assert.Equal(TrialState.Done, status.State));
        Assert.Null(store.IndexProblem);
        Assert.Equal(3, store.RebuildIndex(keys));
        Assert.Equal(3, SqliteTrialIndex.Open(_folder["index.db"], "study").ReadAll().Count);
    }

    [Fact]
    public void An_index_restored_from_an_older_day_is_corrected_where_it_is_wrong()
    {
        var (store, keys) = Finished(StoreKind.Sqlite, trials: 2);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Copy(_folder["index.db"], _folder["backup.db"]);
        Directory.Delete(store.FolderOf(keys[0]).Path, recursive: true);
        Assert.Equal(TrialState.Planned, Open(StoreKind.Sqlite, _folder).StatusesOf(keys)[0].State);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_folder["index.db-wal"]);
        File.Copy(_folder["backup.db"], _folder["index.db"], overwrite: true);
        Assert.Equal([TrialState.Planned, TrialState.Done], Open(StoreKind.Sqlite, _folder).StatusesOf(keys).Select(status => status.State));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_reservation_whose_owner_died_before_its_claim_file_does_not_block_the_trial(StoreKind kind)
    {
        var key = CanonicalJson.Hash(new JsonObject { ["number"] = 1 });
        var index = Index(kind, _folder)!;
        Assert.Equal(1, index.TryReserve(key, 0));
        Assert.Null(index.TryReserve(key, 0));
        Assert.Null(Open(kind, _folder).TryClaim(key));

        // Five seconds later, by the database's clock, the next number is free.
        Age(kind, _folder, seconds: 6);
        using var claim = Open(kind, _folder).TryClaim(key);
        Assert.Equal(2, claim!.Generation);
    }

    [PostgresFact]
    public void A_server_that_is_gone_is_named_and_the_study_goes_on_without_it()
    {
        using var server = new PostgresServer();
        var store = TrialStore.Open(_folder["trials"], Lease, index: PostgresTrialIndex.Open(server.Connection + ";Timeout=2", "study"));
        server.Stop();
        var key = CanonicalJson.Hash(new JsonObject { ["number"] = 1 });
        using (var claim = store.TryClaim(key)!)
        {
            claim.Complete(Sample.Result(key, 1));
        }

        Assert.Equal(TrialState.Done, store.StatusesOf([key])[0].State);
        Assert.Contains("PostgreSQL", store.IndexProblem, StringComparison.Ordinal);
        Assert.Contains("goes on without it", store.IndexProblem, StringComparison.Ordinal);
        Assert.Throws<TrialIndexException>(() => store.RebuildIndex([key]));
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused_with_the_way_out()
    {
        var study = new StudyFolder(_folder["study"]);
        StudyPresets.CpuSmoke.Resolve(Sample.Catalog()).In(study.Path);
        var unknown = Assert.Throws<SpecException>(() => study.UseIndex(new IndexSettings { Kind = "oracle", Connection = "x" }));
        Assert.Contains("SqliteTrialIndex.Register()", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("PGPASSFILE", Assert.Throws<SpecException>(() => PostgresTrialIndex.Open("Host=db;Password=secret", "study")).Message, StringComparison.Ordinal);
        Assert.Contains("connection string", Assert.Throws<SpecException>(() => PostgresTrialIndex.Open("Hots=db", "study")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(study.IndexPath));

        SqliteTrialIndex.Register();
        study.UseIndex(SqliteTrialIndex.Settings());
        Assert.True(File.Exists(Path.Combine(study.Path, "index.db")));
        Assert.Null(study.OpenStore().IndexProblem);
        study.UseIndex(null);
        Assert.False(File.Exists(study.IndexPath));
    }

    private static void Happen(int what, string key, TrialStore store, Dictionary<string, TrialClaim> claims)
    {
        var folder = store.FolderOf(key);
        switch (what)
        {
            case 0 when !claims.ContainsKey(key) && store.TryClaim(key) is { } claim:
                claims[key] = claim;
                break;
            case 1 when claims.Remove(key, out var claim):
                claim.Complete(Sample.Result(key, 0.5));
                claim.Dispose();
                break;
            case 2 when claims.Remove(key, out var claim):
                claim.Fail(new TrialFailure { Kind = FailureKind.Diverged, Message = "diverged", Permanent = true });
                claim.Dispose();
                break;
            case 3 when claims.Remove(key, out var claim):
                claim.Dispose();
                break;
            case 4:
                store.Retry(key);
                break;
            case 5 when Directory.Exists(folder.Path):
                if (claims.Remove(key, out var gone))
                {
                    gone.Dispose();
                }

                Directory.Delete(folder.Path, recursive: true);
                break;
            case 6 when File.Exists(folder.ResultPath):
                File.WriteAllText(folder.ResultPath, "{ torn");
                break;
            case 7 or 8 when Directory.Exists(folder.Path):
                Old(folder);
                break;
            default:
                break;
        }
    }

    private static void Old(TrialFolder folder)
    {
        // Earlier than everything before, yet never the same twice: as if some hours had passed since.
        var past = TimeSpan.FromHours(1) + TimeSpan.FromTicks(Interlocked.Increment(ref _moment));
        foreach (var path in new[] { folder.ResultPath, Path.Combine(folder.Path, "claims"), folder.Path }.Where(Path.Exists))
        {
            var time = DateTime.UtcNow - past;
            if (Directory.Exists(path))
            {
                Directory.SetLastWriteTimeUtc(path, time);
            }
            else
            {
                File.SetLastWriteTimeUtc(path, time);
            }
        }
    }

    private static string Text(TrialStatus status) => StudyJson.Write(status);

    private static long _moment;

    private (TrialStore Store, string[] Keys) Finished(StoreKind kind, int trials)
    {
        var store = Open(kind, _folder);
        var keys = Enumerable.Range(0, trials).Select(number => CanonicalJson.Hash(new JsonObject { ["number"] = number })).ToArray();
        foreach (var key in keys)
        {
            using var claim = store.TryClaim(key)!;
            claim.Complete(Sample.Result(key, 0.5));
        }

        return (store, keys);
    }

    private TrialStore Open(StoreKind kind, TemporaryFolder folder) => TrialStore.Open(folder["trials"], Lease, index: Index(kind, folder));

    private ITrialIndex? Index(StoreKind kind, TemporaryFolder folder) => kind switch
    {
        StoreKind.Sqlite => SqliteTrialIndex.Open(folder["index.db"], "study"),
        StoreKind.Postgres => PostgresTrialIndex.Open(postgres.Connection, folder.Path),
        _ => null,
    };

    private void Age(StoreKind kind, TemporaryFolder folder, int seconds)
    {
        using System.Data.Common.DbConnection connection = kind == StoreKind.Sqlite
            ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder["index.db"]}")
            : new Npgsql.NpgsqlConnection(postgres.Connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE ecg_trials SET reserved = reserved - {seconds}";
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
