using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EcgScaling.Study.Postgres;
using EcgScaling.Study.Sqlite;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Tests.Storing;

/// <summary>What every store promises: the folders alone, and the folders with each index beside them.</summary>
public sealed class TrialStoreTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly LeaseOptions Lease = new() { Duration = TimeSpan.FromSeconds(60), Heartbeat = TimeSpan.FromSeconds(10) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_trial_goes_from_planned_over_running_and_interrupted_to_done(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        Assert.Equal(TrialState.Planned, store.StatusOf(key).State);

        using (var claim = store.TryClaim(key)!)
        {
            claim.Report(new TrialProgress { Phase = "training", Step = 3, Steps = 10, Loss = 0.5 });
            Assert.True(claim.Beat());
            var running = store.StatusOf(key);
            Assert.Equal(TrialState.Running, running.State);
            Assert.Equal(3, running.Progress!.Step);
            Assert.Equal(WorkerIdentity.Current, running.Holder);
            Assert.Null(store.TryClaim(key));
        }

        Assert.Equal(TrialState.Interrupted, store.StatusOf(key).State);
        using (var claim = store.TryClaim(key)!)
        {
            Assert.Equal(2, claim.Generation);
            claim.Complete(Sample.Result(key, loss: 0.25));
        }

        var done = store.StatusOf(key);
        Assert.Equal(TrialState.Done, done.State);
        Assert.Equal(0.25, done.Result!.Loss);
        Assert.Null(store.TryClaim(key));
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void Adding_a_trial_again_changes_nothing(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        var written = File.ReadAllBytes(store.FolderOf(key).SpecPath);
        using (var claim = store.TryClaim(key)!)
        {
            claim.Complete(Sample.Result(key, 1));
        }

        Add(store, 1);
        Assert.Equal(written, File.ReadAllBytes(store.FolderOf(key).SpecPath));
        Assert.Equal(TrialState.Done, store.StatusOf(key).State);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_thousand_claims_from_many_threads_never_share_a_trial(StoreKind kind)
    {
        const int trials = 125;
        var store = Store(kind);
        var keys = Enumerable.Range(0, trials).Select(number => Add(store, number)).ToArray();
        var won = new ConcurrentBag<string>();
        var claims = new ConcurrentBag<TrialClaim>();
        // 8 claimants with their own view of the store, each trying every trial: 1,000 attempts.
        var claimants = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            var own = Store(kind);
            for (var at = 0; at < trials; at++)
            {
                if (own.TryClaim(keys[(at + number) % trials]) is { } claim)
                {
                    won.Add(claim.Folder.Key);
                    claims.Add(claim);
                }
            }
        })).ToArray();
        foreach (var claimant in claimants)
        {
            claimant.Start();
        }

        foreach (var claimant in claimants)
        {
            claimant.Join();
        }

        Assert.Equal(keys.Order(), won.Order());
        foreach (var claim in claims)
        {
            claim.Dispose();
        }
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void Contested_finished_trials_are_never_run_again(StoreKind kind)
    {
        const int trials = 40;
        var store = Store(kind);
        var keys = Enumerable.Range(0, trials).Select(number => Add(store, number)).ToArray();
        var runs = new ConcurrentBag<string>();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var own = Store(kind);
            foreach (var key in keys)
            {
                using var claim = own.TryClaim(key);
                if (claim is not null)
                {
                    runs.Add(key);
                    claim.Complete(Sample.Result(key, 1));
                }
            }
        });
        Assert.Equal(keys.Order(), runs.Order());
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_claim_of_another_machine_stands_until_its_lease_runs_out(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        var claimFile = ForeignClaim(store, key, WorkerIdentity.Current with { Machine = "other-node" });
        Assert.Null(store.TryClaim(key));
        Assert.Equal(TrialState.Running, store.StatusOf(key).State);

        File.SetLastWriteTimeUtc(claimFile, File.GetLastWriteTimeUtc(claimFile).AddSeconds(-61));
        Assert.Equal(TrialState.Interrupted, store.StatusOf(key).State);
        using var claim = store.TryClaim(key);
        Assert.Equal(2, claim!.Generation);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_dead_process_of_this_machine_loses_its_claim_at_once(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        // The same process id, but started at another time: the id has been used again.
        ForeignClaim(store, key, WorkerIdentity.Current with { Started = WorkerIdentity.Current.Started - 1 });
        Assert.Equal(TrialState.Interrupted, store.StatusOf(key).State);
        using var claim = store.TryClaim(key);
        Assert.NotNull(claim);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_claim_file_whose_writer_died_before_writing_is_taken_over_after_a_grace(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        var claims = Directory.CreateDirectory(Path.Combine(store.FolderOf(key).Path, "claims")).FullName;
        var empty = Path.Combine(claims, "000001.json");
        File.WriteAllText(empty, string.Empty);
        Assert.Null(store.TryClaim(key));
        File.SetLastWriteTimeUtc(empty, File.GetLastWriteTimeUtc(empty).AddSeconds(-6));
        using var claim = store.TryClaim(key);
        Assert.Equal(2, claim!.Generation);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_holder_that_stood_still_learns_that_it_lost_the_trial_and_cannot_write_its_result(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        using var slow = store.TryClaim(key)!;
        var file = Path.Combine(slow.Folder.Path, "claims", "000001.json");
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(-61));
        using var other = store.TryClaim(key)!;
        Assert.NotNull(other);

        Assert.False(slow.Beat());
        Assert.True(slow.Lost.IsCancellationRequested);
        Assert.Throws<InvalidOperationException>(() => slow.Complete(Sample.Result(key, 7)));
        other.Complete(Sample.Result(key, 3));
        Assert.Equal(3, store.StatusOf(key).Result!.Loss);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void A_torn_result_is_recognised_set_aside_and_the_trial_run_again(double kept)
    {
        var store = Store(StoreKind.Sqlite);
        var key = Add(store, 1);
        using (var claim = store.TryClaim(key)!)
        {
            claim.Complete(Sample.Result(key, 1));
        }

        var path = store.FolderOf(key).ResultPath;
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(int)(kept * whole.Length)]);
        Assert.Equal(TrialState.Interrupted, store.StatusOf(key).State);
        using var again = store.TryClaim(key)!;
        Assert.True(File.Exists(path + ".torn"));
        again.Complete(Sample.Result(key, 1));
        Assert.Equal(TrialState.Done, store.StatusOf(key).State);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_result_that_was_altered_is_not_taken_for_one(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        using (var claim = store.TryClaim(key)!)
        {
            claim.Complete(Sample.Result(key, 0.125));
        }

        var path = store.FolderOf(key).ResultPath;
        var text = File.ReadAllText(path);
        Assert.Contains("0.125", text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("0.125", "0.124", StringComparison.Ordinal));
        Assert.Null(store.FolderOf(key).ReadResult());
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_result_of_another_trial_is_refused_with_its_place(StoreKind kind)
    {
        var store = Store(kind);
        var (mine, other) = (Add(store, 1), Add(store, 2));
        using (var claim = store.TryClaim(other)!)
        {
            claim.Complete(Sample.Result(other, 1));
        }

        File.Copy(store.FolderOf(other).ResultPath, store.FolderOf(mine).ResultPath);
        var error = Assert.Throws<EcgDataException>(() => store.FolderOf(mine).ReadResult());
        Assert.Contains(mine, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("result.json", error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void A_permanent_failure_is_kept_until_a_retry_is_asked_for(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        using (var claim = store.TryClaim(key)!)
        {
            claim.Fail(new TrialFailure { Kind = FailureKind.Diverged, Message = "loss is NaN at step 12", Permanent = true });
        }

        Assert.Equal(TrialState.Failed, store.StatusOf(key).State);
        Assert.Equal("loss is NaN at step 12", store.StatusOf(key).Failure!.Message);
        Assert.Null(store.TryClaim(key));
        store.Retry(key);
        using var again = store.TryClaim(key);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_lease_without_room_for_heartbeats_is_refused()
    {
        var error = Assert.Throws<SpecException>(() => TrialStore.Open(_folder.Path, new LeaseOptions { Duration = TimeSpan.FromSeconds(2), Heartbeat = TimeSpan.FromSeconds(1) }));
        Assert.Contains("three heartbeats", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Folder)]
    [InlineData(StoreKind.Sqlite)]
    [PostgresData]
    public void Results_with_NaN_keep_their_numbers_to_the_last_bit(StoreKind kind)
    {
        var store = Store(kind);
        var key = Add(store, 1);
        var result = Sample.Result(key, 0.1 + 0.2) with { TrainingLoss = double.NaN };
        using (var claim = store.TryClaim(key)!)
        {
            claim.Complete(result);
        }

        var read = store.FolderOf(key).ReadResult()!;
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.1 + 0.2), BitConverter.DoubleToInt64Bits(read.Loss));
        Assert.True(double.IsNaN(read.TrainingLoss));
    }

    private TrialStore Store(StoreKind kind) => TrialStore.Open(_folder["trials"], Lease, index: kind switch
    {
        StoreKind.Sqlite => SqliteTrialIndex.Open(_folder["index.db"], "study"),
        StoreKind.Postgres => PostgresTrialIndex.Open(postgres.Connection, _folder.Path),
        _ => null,
    });

    private static string Add(TrialStore store, int number)
    {
        var spec = new JsonObject { ["number"] = number };
        var key = CanonicalJson.Hash(spec);
        store.Add(key, spec);
        return key;
    }

    private static string ForeignClaim(TrialStore store, string key, WorkerIdentity holder)
    {
        var claims = Directory.CreateDirectory(Path.Combine(store.FolderOf(key).Path, "claims")).FullName;
        var path = Path.Combine(claims, "000001.json");
        File.WriteAllText(path, StudyJson.Write(new ClaimRecord { Holder = holder, LeaseSeconds = 60 }));
        return path;
    }
}
