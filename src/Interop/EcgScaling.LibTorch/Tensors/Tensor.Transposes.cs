namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The dimensions in reverse order.</summary>
        public Tensor T
        {
            get
            {
                var order = new long[Dimensions];
                for (var i = 0; i < order.Length; i++)
                {
                    order[i] = order.Length - 1 - i;
                }

                return permute(order);
            }
        }

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>A matrix transposed and conjugated.</summary>
        public Tensor H => adjoint();

        /// <summary>The last two dimensions exchanged, and conjugated.</summary>
        public Tensor mH => adjoint();
    }
}
