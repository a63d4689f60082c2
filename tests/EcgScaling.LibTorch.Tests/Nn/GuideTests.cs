using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>The code of docs/interop.md.</summary>
public sealed class GuideTests
{
    [Fact]
    public void The_guides_code_trains_a_net()
    {
        torch.manual_seed(1);
        using var net = Sequential(Conv1d(12, 16, 17, padding: 8), BatchNorm1d(16), GELU(), AdaptiveAvgPool1d(1), Flatten(), Linear(16, 5));
        using var optimizer = optim.AdamW(net.parameters(), 1e-3, weight_decay: 0.01);
        for (var i = 0; i < 20; i++)
        {
            using var step = NewDisposeScope();
            optimizer.zero_grad();
            var loss = functional.binary_cross_entropy_with_logits(net.call(randn(8, 12, 1000)), zeros(8, 5));
            loss.backward();
            utils.clip_grad_norm_(net.parameters(), 1.0);
            optimizer.step();
        }

        Assert.All(net.parameters(), p => Assert.True(p.isfinite().all().item<bool>()));
    }
}
