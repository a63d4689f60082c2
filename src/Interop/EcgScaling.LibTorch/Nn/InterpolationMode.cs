namespace TorchSharp;

public static partial class torch
{
    /// <summary>How <see cref="nn.functional.interpolate"/> finds values between samples.</summary>
    public enum InterpolationMode
    {
        /// <summary>The sample at the floor of the position.</summary>
        Nearest = 0,

        /// <summary>Between two neighbours, for <c>(batch, channel, sample)</c>.</summary>
        Linear = 1,

        /// <summary>Between four neighbours, for images.</summary>
        Bilinear = 2,

        /// <summary>Cubic, for images.</summary>
        Bicubic = 3,

        /// <summary>Between eight neighbours, for volumes.</summary>
        Trilinear = 4,

        /// <summary>The mean of the samples covered.</summary>
        Area = 5,

        /// <summary>The sample nearest to the position.</summary>
        NearestExact = 6,
    }
}
