using System.Text.Json.Nodes;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Tests.Storing;

/// <summary>Machines whose clocks are wrong: what counts is the file system's time, or how long a claim was seen to stand still.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly LeaseOptions Lease = new() { Duration = TimeSpan.FromSeconds(60), Heartbeat = TimeSpan.FromSeconds(10) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-2.0)]
    [InlineData(2.0)]
    public void A_machine_whose_clock_is_days_off_neither_steals_a_claim_nor_waits_for_a_dead_one(double days)
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow.AddDays(days));
        var store = TrialStore.Open(_folder["trials"], Lease, clock);
        var file = ForeignClaim(store, out var key);
        Assert.Null(store.TryClaim(key));
        Assert.Equal(TrialState.Running, store.StatusOf(key).State);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(-61));
        using var claim = store.TryClaim(key);
        Assert.NotNull(claim);
    }

    [Fact]
    public void A_claim_from_the_future_is_free_once_it_was_seen_to_stand_still_for_its_lease()
    {
        // The file server's clock was set back by a day after the last heartbeat.
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var store = TrialStore.Open(_folder["trials"], Lease, clock);
        var file = ForeignClaim(store, out var key);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(1));
        Assert.Null(store.TryClaim(key));
        clock.Pass(TimeSpan.FromSeconds(59));
        Assert.Null(store.TryClaim(key));
        clock.Pass(TimeSpan.FromSeconds(2));
        using var claim = store.TryClaim(key);
        Assert.Equal(2, claim!.Generation);
    }

    [Fact]
    public void A_claim_from_the_future_whose_holder_lives_stays_its_own()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var store = TrialStore.Open(_folder["trials"], Lease, clock);
        var file = ForeignClaim(store, out var key);
        for (var beat = 1; beat < 20; beat++)
        {
            var record = StudyJson.Parse<ClaimRecord>(File.ReadAllText(file), file);
            File.WriteAllText(file, StudyJson.Write(record with { Beats = beat }));
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(1));
            Assert.Null(store.TryClaim(key));
            clock.Pass(TimeSpan.FromSeconds(30));
        }
    }

    private static string ForeignClaim(TrialStore store, out string key)
    {
        var spec = new JsonObject { ["number"] = 1 };
        key = CanonicalJson.Hash(spec);
        store.Add(key, spec);
        var claims = Directory.CreateDirectory(Path.Combine(store.FolderOf(key).Path, "claims")).FullName;
        var path = Path.Combine(claims, "000001.json");
        File.WriteAllText(path, StudyJson.Write(new ClaimRecord { Holder = WorkerIdentity.Current with { Machine = "other-node" }, LeaseSeconds = 60 }));
        return path;
    }

    /// <summary>A clock that goes when it is told to.</summary>
    private sealed class ManualClock(DateTimeOffset now) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => now.AddTicks(_ticks);

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
