using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>
/// The state-space convolution over <c>(batch, channel, time)</c>: y = k * u + d u, where k is the response of each
/// channel's diagonal system, discretised by a zero-order hold.
/// </summary>
internal sealed class S4dConvolution : Module<Tensor, Tensor>
{
    private readonly int _modes;
    private readonly bool _bidirectional;
    private readonly Parameter log_dt;
    private readonly Parameter log_a_real;
    private readonly Parameter a_imag;
    private readonly Parameter c;
    private readonly Parameter d;

    internal S4dConvolution(S4dConfig config)
        : base(nameof(S4dConvolution))
    {
        (_modes, _bidirectional) = (config.Modes, config.Bidirectional);
        var (width, low, high) = (config.Width, Math.Log(config.LeastStep), Math.Log(config.GreatestStep));
        log_dt = Parameter(rand(width) * (high - low) + low);
        log_a_real = Parameter(full([width, _modes], Math.Log(0.5)));
        a_imag = Parameter(arange(0, _modes, dtype: ScalarType.Float32).unsqueeze(0).repeat(width, 1) * Math.PI);

        // Complex normal numbers of unit variance, as real and imaginary part.
        c = Parameter(randn(config.Directions, width, _modes, 2) * Math.Sqrt(0.5));
        d = Parameter(randn(width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor u)
    {
        using var scope = NewDisposeScope();
        var rows = u.shape[2];
        var length = S4dCount.FourierLength(rows);
        var kernel = Kernel(rows);
        var response = fft.rfft(TwoSided(kernel, rows, length), length);
        var y = fft.irfft(fft.rfft(u, length) * response, length).narrow(2, 0, rows);
        return (y + (u * d.unsqueeze(1))).MoveToOuterDisposeScope();
    }

    /// <summary>The response of every channel, <c>(channel, direction, time)</c>.</summary>
    internal Tensor Kernel(long rows)
    {
        using var scope = NewDisposeScope();
        var dt = log_dt.exp().unsqueeze(1);
        var real = log_a_real.exp().neg();
        var (a, b) = (real * dt, a_imag * dt);

        // (exp(dt A) - 1) / A, in real and imaginary part.
        var grown = a.exp();
        var (er, ei) = ((grown * b.cos()) - 1, grown * b.sin());
        var square = (real * real) + (a_imag * a_imag);
        var (hr, hi) = (((er * real) + (ei * a_imag)) / square, ((ei * real) - (er * a_imag)) / square);
        var (cr, ci) = (c.select(3, 0), c.select(3, 1));
        var weights = cat([(cr * hr) - (ci * hi), (cr * hi) + (ci * hr)], 2).permute(1, 0, 2);

        var time = arange(0, rows, dtype: ScalarType.Float32, device: log_dt.device);
        var decay = (a.unsqueeze(2) * time).exp();
        var angle = b.unsqueeze(2) * time;
        var waves = cat([decay * angle.cos(), (decay * angle.sin()).neg()], 1);
        return (bmm(weights, waves) * 2).MoveToOuterDisposeScope();
    }

    /// <summary>The forward response from time 0 on, the backward one before it, wrapped around the end as a circular convolution wants.</summary>
    private Tensor TwoSided(Tensor kernel, long rows, long length)
    {
        var forward = functional.pad(kernel.select(1, 0), (0L, length - rows));
        return _bidirectional ? forward + functional.pad(kernel.select(1, 1).flip(1), (length - rows, 0L)) : forward;
    }
}
