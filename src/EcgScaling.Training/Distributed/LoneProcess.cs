using static TorchSharp.torch;

namespace EcgScaling.Training.Distributed;

/// <summary>A group of one: every exchange is done before it begins.</summary>
internal sealed class LoneProcess(Device device) : IProcessGroup
{
    public int Rank => 0;

    public int Size => 1;

    public Device Device => device;

    public IPendingCollective Sum(Tensor tensor) => Done.Instance;

    public IPendingCollective Broadcast(Tensor tensor, int root = 0) => Done.Instance;

    public Tensor Gather(Tensor tensor) => tensor.detach().unsqueeze(0);

    public IDisposable ShareBatchStatistics() => Done.Instance;

    public ProcessGroupException? Explain(Exception thrown) => null;

    public void Fail(string reason)
    {
        // There is nobody to tell.
    }

    public void Dispose()
    {
        // There is nothing to leave.
    }

    private sealed class Done : IPendingCollective, IDisposable
    {
        public static readonly Done Instance = new();

        public void Wait()
        {
            // Done.
        }

        public void Dispose()
        {
            // Nothing was changed.
        }
    }
}
