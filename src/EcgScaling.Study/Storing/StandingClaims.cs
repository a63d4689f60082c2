using System.Collections.Concurrent;

namespace EcgScaling.Study.Storing;

/// <summary>
/// Tells a claim that stands still from a living one without comparing two clocks: one that was seen unchanged for longer than its lease, by this process's own timer, is
/// stale, whatever time its file bears (a file server whose clock was set back leaves files from the future).
/// </summary>
internal sealed class StandingClaims(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sight> _seen = new(StringComparer.Ordinal);

    public bool IsStale(string key, long generation, ClaimRecord? record, TimeSpan ownLease)
    {
        var beats = record?.Beats ?? -1;
        var now = time.GetTimestamp();
        var sight = _seen.AddOrUpdate(key, _ => new Sight(generation, beats, now), (_, before) => before.Generation == generation && before.Beats == beats ? before : new Sight(generation, beats, now));
        var lease = record is null ? ownLease : TimeSpan.FromSeconds(record.LeaseSeconds);
        return time.GetElapsedTime(sight.Since, now) > lease;
    }

    private readonly record struct Sight(long Generation, long Beats, long Since);
}
