using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Masked;

/// <summary>From time features <c>(batch, channel, time)</c> to one vector per window, <c>(batch, window, value)</c>: narrow, stretch to the windows, smooth, project.</summary>
internal sealed class SpanDecoder : Module<Tensor, Tensor>
{
    private const int Kernel = 5;
    private readonly int _windows;
    private readonly Conv1d narrow;
    private readonly Conv1d smooth1;
    private readonly Conv1d smooth2;
    private readonly Linear head;

    public SpanDecoder(int channels, int width, int windows, int output)
        : base(nameof(SpanDecoder))
    {
        _windows = windows;
        narrow = Conv1d(channels, width, 1L);
        smooth1 = Conv1d(width, width, Kernel, 1L, Kernel / 2);
        smooth2 = Conv1d(width, width, Kernel, 1L, Kernel / 2);
        head = Linear(width, output);
        RegisterComponents();
    }

    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        var x = narrow.call(features);
        x = x.shape[2] > _windows
            ? functional.adaptive_avg_pool1d(x, _windows)
            : functional.interpolate(x, [_windows], mode: InterpolationMode.Linear, align_corners: false);
        x = x + smooth1.call(functional.gelu(x));
        x = x + smooth2.call(functional.gelu(x));
        return head.call(x.transpose(1, 2)).MoveToOuterDisposeScope();
    }
}
