using System.Runtime.ExceptionServices;

namespace EcgScaling.Data;

/// <summary>A parallel loop that throws the first error itself, not wrapped in an aggregate.</summary>
internal readonly struct ParallelWork(int workers, CancellationToken cancellation)
{
    public void For(int count, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, body);
        }
        catch (AggregateException errors)
        {
            // Cancelled workers beside a failing one say nothing of the cause.
            var inner = errors.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(inner.FirstOrDefault(error => error is not OperationCanceledException) ?? inner[0]);
        }
    }
}
