using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Fourier transforms.</summary>
    public static class fft
    {
        /// <summary>The Fourier transform along a dimension, cut or filled with zeros to length n.</summary>
        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftFft.Tensor(input, Length(n), dim, Norm(norm));

        /// <summary>The Fourier transform along two dimensions.</summary>
        public static Tensor fft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftFft2.Tensor(input, s, dim ?? [-2, -1], Norm(norm));

        /// <summary>The Fourier transform along several dimensions.</summary>
        public static Tensor fftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftFftn.Tensor(input, s, dim, Norm(norm));

        /// <summary>The inverse Fourier transform along a dimension, cut or filled with zeros to length n.</summary>
        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIfft.Tensor(input, Length(n), dim, Norm(norm));

        /// <summary>The inverse Fourier transform along two dimensions.</summary>
        public static Tensor ifft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIfft2.Tensor(input, s, dim ?? [-2, -1], Norm(norm));

        /// <summary>The inverse Fourier transform along several dimensions.</summary>
        public static Tensor ifftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIfftn.Tensor(input, s, dim, Norm(norm));

        /// <summary>The Fourier transform of real numbers, its redundant half left out along a dimension, cut or filled with zeros to length n.</summary>
        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftRfft.Tensor(input, Length(n), dim, Norm(norm));

        /// <summary>The Fourier transform of real numbers, its redundant half left out along two dimensions.</summary>
        public static Tensor rfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftRfft2.Tensor(input, s, dim ?? [-2, -1], Norm(norm));

        /// <summary>The Fourier transform of real numbers, its redundant half left out along several dimensions.</summary>
        public static Tensor rfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftRfftn.Tensor(input, s, dim, Norm(norm));

        /// <summary>The inverse of rfft along a dimension, cut or filled with zeros to length n.</summary>
        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIrfft.Tensor(input, Length(n), dim, Norm(norm));

        /// <summary>The inverse of rfft along two dimensions.</summary>
        public static Tensor irfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIrfft2.Tensor(input, s, dim ?? [-2, -1], Norm(norm));

        /// <summary>The inverse of rfft along several dimensions.</summary>
        public static Tensor irfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.FftIrfftn.Tensor(input, s, dim, Norm(norm));

        /// <summary>With the zero frequency in the middle.</summary>
        public static Tensor fftshift(Tensor input, long[]? dim = null) => Aten.FftFftshift.Tensor(input, dim);

        /// <summary>The inverse of fftshift.</summary>
        public static Tensor ifftshift(Tensor input, long[]? dim = null) => Aten.FftIfftshift.Tensor(input, dim);

        /// <summary>The frequencies of fft for samples d apart.</summary>
        public static Tensor fftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Marked(Aten.FftFftfreq.Tensor(n, d, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

        /// <summary>The frequencies of rfft for samples d apart.</summary>
        public static Tensor rfftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Marked(Aten.FftRfftfreq.Tensor(n, d, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

        private static AtenArg Length(long n) => n < 0 ? AtenArg.None : n;

        private static string Norm(FFTNormType norm) => norm switch
        {
            FFTNormType.Forward => "forward",
            FFTNormType.Ortho => "ortho",
            _ => "backward",
        };
    }
}
