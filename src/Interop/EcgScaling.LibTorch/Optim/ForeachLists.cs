using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The tensors of one step, list beside list, in buffers that are used again at the next step.</summary>
internal sealed class ForeachLists
{
    public List<Tensor> Parameters { get; } = [];

    /// <summary>New handles on the gradients; <see cref="Release"/> disposes them.</summary>
    public List<Tensor> Grads { get; } = [];

    public List<Tensor> First { get; } = [];

    public List<Tensor> Second { get; } = [];

    public List<Tensor> Third { get; } = [];

    public List<long> Steps { get; } = [];

    public void Clear()
    {
        Parameters.Clear();
        Grads.Clear();
        First.Clear();
        Second.Clear();
        Third.Clear();
        Steps.Clear();
    }

    public void Release()
    {
        foreach (var grad in Grads)
        {
            grad.Dispose();
        }

        Clear();
    }
}
