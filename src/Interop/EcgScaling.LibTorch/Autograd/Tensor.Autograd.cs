using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operators on this tensor are recorded for gradients.</summary>
        public bool requires_grad
        {
            get => Kept(LibTorchRuntime.Check(ShimMethods.egs_requires_grad(Handle)) != 0);
            set => Kept(LibTorchRuntime.Check(ShimMethods.egs_set_requires_grad(Handle, value ? 1 : 0)));
        }

        /// <summary>The gradient that backward passes have added up so far, or null. The same memory at every reading, a new object each time.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                var found = LibTorchRuntime.Check(ShimMethods.egs_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return found == 0 ? null : new Tensor(gradient);
            }

            set
            {
                LibTorchRuntime.Check(ShimMethods.egs_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets whether operators on this tensor are recorded for gradients.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets whether operators on this tensor are recorded for gradients.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that an operator made.</summary>
        public void retain_grad()
        {
            LibTorchRuntime.Check(ShimMethods.egs_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Adds the gradient of this single number to every leaf it was computed from.</summary>
        public void backward() => autograd.Backward([this], null, false, false, null);

        /// <summary>Adds gradients to the leaves this tensor was computed from.</summary>
        /// <param name="grad_tensors">The gradient to start from (one tensor of this shape); null: one, for a single number.</param>
        /// <param name="retain_graph">Keep what backward needs, to call it again.</param>
        /// <param name="create_graph">Record the backward pass too, for higher derivatives.</param>
        /// <param name="inputs">The only leaves to add to; null: all.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.Backward([this], grad_tensors, retain_graph || create_graph, create_graph, inputs);
    }
}
