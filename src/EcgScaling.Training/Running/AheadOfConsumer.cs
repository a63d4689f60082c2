using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EcgScaling.Training.Running;

/// <summary>Goes through a sequence on a thread of its own, some items ahead of whoever consumes it.</summary>
internal static class AheadOfConsumer
{
    /// <summary>The same items in the same order. The consumer is done with an item when it asks for the next; at most <paramref name="places"/> items are out, the consumer's included.</summary>
    /// <param name="source">Enumerated, and let go of, on the other thread.</param>
    /// <param name="places">How many items, at least 2.</param>
    /// <param name="prepare">Done with each item on the other thread, before the consumer gets it.</param>
    /// <param name="discard">Done with an item that the consumer never asked for.</param>
    /// <typeparam name="T">An item.</typeparam>
    /// <exception cref="Exception">What <paramref name="source"/> or <paramref name="prepare"/> threw, at its place in the sequence.</exception>
    public static IEnumerable<T> Run<T>(IEnumerable<T> source, int places, Action<T> prepare, Action<T> discard)
    {
        using var room = new SemaphoreSlim(places);
        using var ready = new BlockingCollection<(T? Item, ExceptionDispatchInfo? Error)>();
        using var stop = new CancellationTokenSource();
        var thread = new Thread(Produce) { IsBackground = true, Name = "EcgScaling batch feed" };
        thread.Start();
        try
        {
            foreach (var (item, error) in ready.GetConsumingEnumerable())
            {
                error?.Throw();
                yield return item!;
                room.Release();
            }
        }
        finally
        {
            stop.Cancel();
            thread.Join();
            while (ready.TryTake(out var left))
            {
                if (left.Error is null)
                {
                    discard(left.Item!);
                }
            }
        }

        void Produce()
        {
            try
            {
                using var items = source.GetEnumerator();
                while (true)
                {
                    room.Wait(stop.Token);
                    if (!items.MoveNext())
                    {
                        return;
                    }

                    var item = items.Current;
                    try
                    {
                        prepare(item);
                    }
                    catch
                    {
                        discard(item);
                        throw;
                    }

                    ready.Add((item, null));
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The consumer wants no more.
            }
            catch (Exception error)
            {
                ready.Add((default, ExceptionDispatchInfo.Capture(error)));
            }
            finally
            {
                ready.CompleteAdding();
            }
        }
    }
}
