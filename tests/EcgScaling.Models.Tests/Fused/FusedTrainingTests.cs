using EcgScaling.LibTorch.Native;
using EcgScaling.LibTorch.Random;
using EcgScaling.Models.Tests.Contract;
using Xunit.Abstractions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models.Tests.Fused;

/// <summary>
/// 500 training steps of whole encoders with and without the kernels. What 32-bit noise is, is measured: libtorch's operators alone train the same encoder from starts
/// whose weights differ by one unit in the last place; the losses with the kernels stay as near to those without as these runs stay to one another.
/// </summary>
public sealed class FusedTrainingTests(ITestOutputHelper output)
{
    private const int Steps = 500;
    private const int PerturbedRuns = 4;

    // Kernels round otherwise at every step, a perturbed start once.
    private const double TimesNoise = 4;
    private const double LossRounding = 1e-6;

    public static TheoryData<string> Encoders => ["resnet", "transformer", "transformer-one-lead", "transformer-rotary-cls"];

    [Theory]
    [MemberData(nameof(Encoders))]
    public void LossesWithAndWithoutTheKernelsAgreeWithinFloat32Noise(string name)
    {
        var config = EncoderCases.All[name];
        var with = Losses(config, kernels: true, perturbation: 0);
        var without = Losses(config, kernels: false, perturbation: 0);
        var others = Enumerable.Range(1, PerturbedRuns).Select(seed => Losses(config, kernels: false, seed)).ToArray();

        // Otherwise the kernels were not used, or the loss says nothing about the training.
        Assert.NotEqual(without, with);
        Assert.True(without[^1] < 0.5 * without[0], $"the loss fell from {without[0]:g4} to {without[^1]:g4} only");
        double noise = 0, most = 0;
        for (var step = 0; step < Steps; step++)
        {
            noise = Math.Max(noise, others.Max(losses => Math.Abs(losses[step] - without[step])));
            var distance = Math.Abs(with[step] - without[step]);
            most = Math.Max(most, distance);
            Assert.True(distance <= (TimesNoise * noise) + LossRounding, $"step {step}: {with[step]:g9} with, {without[step]:g9} without, noise {noise:g3}");
        }

        output.WriteLine($"{name}: loss {without[0]:g4} to {without[^1]:g4}, largest distance {most:g3}, noise {noise:g3}");
    }

    private static double[] Losses(EncoderConfig config, bool kernels, int perturbation)
    {
        var (before, dropout) = (DirectKernels.Enabled, CounterMask.Source);
        try
        {
            DirectKernels.Enabled = kernels;
            // The same masks on both sides: from the counter.
            CounterMask.Source = 1;
            using var scope = NewDisposeScope();
            manual_seed(6);
            using var net = new EcgClassifier(EncoderFamilies.Build(config), 3);
            var x = randn(8, config.Input.Leads.Count, config.Input.Samples);
            var y = rand(8, 3).gt(0.5).to(ScalarType.Float32);
            if (perturbation > 0)
            {
                using var quiet = no_grad();
                using var random = new Generator((ulong)perturbation);
                foreach (var weight in net.parameters())
                {
                    weight.mul_(1 + ((rand(weight.shape, generator: random).gt(0.5).to(ScalarType.Float32) - 0.5) * (2 * 1.1920929e-7)));
                }
            }

            net.train();
            using var optimiser = optim.AdamW(net.parameters(), 1e-3);
            var losses = new double[Steps];
            for (var step = 0; step < Steps; step++)
            {
                using var inner = NewDisposeScope();
                optimiser.zero_grad();
                var loss = functional.binary_cross_entropy_with_logits(net.call(x), y);
                loss.backward();
                optimiser.step();
                losses[step] = loss.item<float>();
            }

            return losses;
        }
        finally
        {
            DirectKernels.Enabled = before;
            CounterMask.Source = dropout;
        }
    }
}
