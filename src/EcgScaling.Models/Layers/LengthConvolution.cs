using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>A convolution whose result has ceil(length / stride) steps for every length; it adds no copy where the convolution's own padding does it.</summary>
internal sealed class LengthConvolution
{
    private readonly long _kernel;
    private readonly long _stride;
    private readonly long _padding;
    private readonly PaddingStyle _style;

    internal LengthConvolution(long inChannels, long outChannels, long kernel, long stride, long length, PaddingStyle style, bool bias = false)
    {
        (_kernel, _stride, _style) = (kernel, stride, style);
        var plan = LengthPlan.Of(length, kernel, stride, style);
        _padding = plan.IsSymmetric ? plan.Left : 0;
        Module = Conv1d(inChannels, outChannels, kernel, stride: stride, padding: _padding, bias: bias);
    }

    /// <summary>The weights; the owner registers it under the name that state dictionaries use.</summary>
    internal Conv1d Module { get; }

    internal Tensor Apply(Tensor input)
    {
        var plan = LengthPlan.Of(input.shape[2], _kernel, _stride, _style);
        if (plan.IsSymmetric && plan.Left == _padding)
        {
            return Module.call(input);
        }

        return plan.IsSymmetric
            ? functional.conv1d(input, Module.weight!, Module.bias, stride: _stride, padding: plan.Left)
            : functional.conv1d(functional.pad(input, (plan.Left, plan.Right)), Module.weight!, Module.bias, stride: _stride);
    }
}
