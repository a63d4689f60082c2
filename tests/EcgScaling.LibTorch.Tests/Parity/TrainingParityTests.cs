using EcgScaling.LibTorch.Tests.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>Same seed, same order of construction: PyTorch's initial weights, losses, gradient norms and final weights.</summary>
public sealed class TrainingParityTests
{
    // Between PyTorch builds the last bits of a sum may differ; on the build that made the file everything is equal bit by bit.
    private const double Relative = 1e-6;

    private static bool SameBuild => torch.__version__.StartsWith("1.13", StringComparison.Ordinal);

    [Theory]
    [InlineData("adamw", 0)]
    [InlineData("adamw_amsgrad", 0.5)]
    [InlineData("adam", 0)]
    [InlineData("adam_maximize", 0)]
    [InlineData("sgd", 0)]
    [InlineData("sgd_momentum", 0.2)]
    [InlineData("sgd_nesterov", 0)]
    public void A_convolutional_net_trains_as_in_pytorch(string optimizer, double clip) => Compare("conv", ParityNets.Conv, 3, optimizer, clip);

    [Theory]
    [InlineData("adamw", 1.0)]
    [InlineData("adam", 0)]
    [InlineData("sgd_nesterov", 0)]
    public void A_transformer_trains_as_in_pytorch(string optimizer, double clip) => Compare("transformer", ParityNets.Transformer, 2, optimizer, clip);

    private static void Compare(string name, Func<Module<Tensor, Tensor>> make, int channels, string optimizer, double clip)
    {
        // The bits of libtorch's own operators are compared.
        using var libtorchOnly = new WithoutDirectKernels();
        using var outer = NewDisposeScope();
        torch.manual_seed(1234);
        using var net = make();
        var expected = Reference.At(name, optimizer);
        var initial = net.state_dict();
        Assert.Equal(expected.GetProperty("initial").EnumerateObject().Select(p => p.Name), initial.Keys);
        foreach (var (key, value) in initial)
        {
            Reference.AssertSame(expected.GetProperty("initial").GetProperty(key), value, key);
        }

        var x = randn(6, channels, 64);
        var y = rand(6, 5).gt(0.5).to(ScalarType.Float32);
        var losses = Reference.Numbers(expected.GetProperty("losses"));
        var norms = Reference.Numbers(expected.GetProperty("norms"));
        using var opt = Make(optimizer, net.parameters());
        for (var i = 0; i < losses.Length; i++)
        {
            using var scope = NewDisposeScope();
            opt.zero_grad();
            var loss = functional.binary_cross_entropy_with_logits(net.call(x), y);
            loss.backward();
            if (clip > 0)
            {
                AssertRelative(norms[i], utils.clip_grad_norm_(net.parameters(), clip), $"norm {i}");
            }

            opt.step();
            AssertRelative(losses[i], loss.item<float>(), $"loss {i}");
        }

        foreach (var (key, value) in net.state_dict())
        {
            Reference.AssertClose(expected.GetProperty("final").GetProperty(key), value, key, SameBuild ? 0 : 1e-4);
        }

        net.eval();
        using (no_grad())
        {
            Reference.AssertClose(expected.GetProperty("eval"), net.call(x), "evaluation", SameBuild ? 0 : 1e-4);
        }
    }

    private static void AssertRelative(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Relative * Math.Abs(expected), $"{what}: {expected:r} in PyTorch, {actual:r} here");

    private static OptimizerHelper Make(string name, IEnumerable<Parameter> p) => name switch
    {
        "adamw" => optim.AdamW(p, 1e-2, weight_decay: 0.01),
        "adamw_amsgrad" => optim.AdamW(p, 5e-3, 0.8, 0.95, 1e-6, 0.1, amsgrad: true),
        "adam" => optim.Adam(p, 1e-2, weight_decay: 0.01),
        "adam_maximize" => optim.Adam(p, 1e-3, maximize: true),
        "sgd" => optim.SGD(p, 0.05),
        "sgd_momentum" => optim.SGD(p, 0.05, 0.9, 0.1, 1e-3),
        "sgd_nesterov" => optim.SGD(p, 0.05, 0.9, nesterov: true, weight_decay: 1e-3),
        _ => throw new ArgumentException(name),
    };
}
