using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly AtenOp s_equal = new("aten::equal");

        /// <summary>Whether both tensors have the same shape and the same elements.</summary>
        public bool Equals(Tensor? target) => target is not null && (ReferenceEquals(this, target) || s_equal.Bool(this, target));
    }
}
