namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss over many elements becomes the result.</summary>
        public enum Reduction : long
        {
            /// <summary>One loss per element.</summary>
            None = 0,

            /// <summary>The mean.</summary>
            Mean = 1,

            /// <summary>The sum.</summary>
            Sum = 2,
        }
    }
}
