namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with the two decays of Adam.</summary>
        public interface IBetas
        {
            /// <summary>The decays of the mean gradient and the mean squared gradient.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
