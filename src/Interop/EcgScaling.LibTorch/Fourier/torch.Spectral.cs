using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The short-time Fourier transform (batch, frequency, frame) of signals (batch, sample).</summary>
    /// <param name="input">The signals.</param>
    /// <param name="n_fft">The length of a frame.</param>
    /// <param name="hop_length">The distance of frames; -1: a quarter of n_fft.</param>
    /// <param name="win_length">The length of the window; -1: n_fft.</param>
    /// <param name="window">The window; null: a rectangle.</param>
    /// <param name="center">Whether the first frame is centred on the first sample, the signal being mirrored at its ends.</param>
    /// <param name="pad_mode">How the signal goes on beyond its ends.</param>
    /// <param name="normalized">Whether frames are divided by the root of their length.</param>
    /// <param name="onesided">Whether the redundant half is left out; null: for real signals.</param>
    /// <param name="return_complex">Complex numbers; false: pairs in a last dimension; null: complex.</param>
    public static Tensor stft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var signal = input;
        if (center)
        {
            var flat = input.Dimensions == 1 ? input.unsqueeze(0) : input;
            signal = nn.functional.pad(flat.unsqueeze(1), (n_fft / 2, n_fft / 2), pad_mode).squeeze(1);
            signal = input.Dimensions == 1 ? signal.squeeze(0) : signal;
        }

        AtenArg hop = hop_length < 0 ? AtenArg.None : hop_length;
        AtenArg width = win_length < 0 ? AtenArg.None : win_length;
        var result = Aten.Stft.Tensor(signal, n_fft, hop, width, window, normalized, onesided, true);
        return (return_complex == false ? result.view_as_real() : result).MoveToOuterDisposeScope();
    }

    /// <summary>The inverse of <see cref="stft"/>.</summary>
    public static Tensor istft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false)
    {
        AtenArg hop = hop_length < 0 ? AtenArg.None : hop_length;
        AtenArg width = win_length < 0 ? AtenArg.None : win_length;
        AtenArg wanted = length < 0 ? AtenArg.None : length;
        return Aten.Istft.Tensor(input, n_fft, hop, width, window, center, normalized, onesided, wanted, return_complex);
    }

    /// <summary>A Hann window.</summary>
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.HannWindowPeriodic.Tensor(len, periodic, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>A Blackman window.</summary>
    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.BlackmanWindowPeriodic.Tensor(len, periodic, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>A Hamming window.</summary>
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.HammingWindowPeriodicAlphaBeta.Tensor(len, periodic, alpha, beta, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);
}
