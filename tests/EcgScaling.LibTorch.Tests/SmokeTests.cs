using TorchSharp;

namespace EcgScaling.LibTorch.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_linear_step_has_the_gradient_of_calculus()
    {
        using var scope = torch.NewDisposeScope();
        var w = torch.tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        var x = torch.tensor(new[] { 4f, 5f, 6f });

        var loss = ((w * x).sum() - 1.0).pow(2);
        loss.backward();

        Assert.Equal(31f * 31f, loss.item<float>());
        Assert.Equal([62f * 4, 62f * 5, 62f * 6], w.grad!.data<float>().ToArray());
    }
}
