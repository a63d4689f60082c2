using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of several tensors at a time.</summary>
    public static class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs, added up over the outputs.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">By what.</param>
        /// <param name="grad_outputs">The gradient each output starts from; null: ones, for single numbers.</param>
        /// <param name="retain_graph">Keep what backward needs, to call it again.</param>
        /// <param name="create_graph">Record this too, for higher derivatives.</param>
        /// <param name="allow_unused">An input that no output depends on gives null instead of an error.</param>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            var (roots, leaves, grads) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            var results = new nint[leaves.Length];
            int count;
            fixed (nint* r = roots, l = leaves, g = grads, found = results)
            {
                count = LibTorchRuntime.Check(ShimMethods.egs_autograd_grad(
                    r, roots.Length, l, leaves.Length, g, grads.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found));
            }

            KeepAlive(outputs, inputs, grad_outputs);
            var gradients = new Tensor[count];
            for (var i = 0; i < count; i++)
            {
                gradients[i] = results[i] == 0 ? null! : new Tensor(results[i]);
            }

            return gradients;
        }

        /// <summary>Adds the gradients of several tensors to the leaves they were computed from.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">The gradient each starts from; null: ones, for single numbers.</param>
        /// <param name="retain_graph">Keep what backward needs, to call it again; null: as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Record the backward pass too, for higher derivatives.</param>
        /// <param name="inputs">The only leaves to add to; null: all.</param>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            Backward(tensors, grad_tensors, retain_graph ?? create_graph, create_graph, inputs);
        }

        /// <summary>Adds the gradients of a tensor to the leaves it was computed from.</summary>
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Backward([tensor], grad_tensors, retain_graph ?? create_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor, starting from the one given, to the leaves it was computed from.</summary>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Backward([tensor], [grad_tensor], retain_graph ?? create_graph, create_graph, inputs);

        internal static unsafe void Backward(IList<Tensor> roots, IList<Tensor>? grads, bool retainGraph, bool createGraph, IList<Tensor>? inputs)
        {
            var (rootHandles, gradHandles, inputHandles) = (Handles(roots), Handles(grads), Handles(inputs));
            if (gradHandles.Length != 0 && gradHandles.Length != rootHandles.Length)
            {
                throw new ArgumentException($"{gradHandles.Length} gradients were given for {rootHandles.Length} tensors.", nameof(grads));
            }

            fixed (nint* r = rootHandles, g = gradHandles, i = inputHandles)
            {
                LibTorchRuntime.Check(ShimMethods.egs_backward(
                    r, rootHandles.Length, g, gradHandles.Length, retainGraph ? 1 : 0, createGraph ? 1 : 0, i, inputHandles.Length));
            }

            KeepAlive(roots, grads, inputs);
        }

        private static nint[] Handles(IList<Tensor>? tensors)
        {
            if (tensors is null)
            {
                return [];
            }

            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
            {
                handles[i] = (tensors[i] ?? throw new ArgumentException($"Element {i} of the tensor list is null.", nameof(tensors))).Handle;
            }

            return handles;
        }

        private static void KeepAlive(object? first, object? second, object? third)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            GC.KeepAlive(third);
        }
    }
}
