using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>Compares gradients with central finite differences in double precision.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-6;

    /// <summary>Checks the gradients of all inputs that require them.</summary>
    public static void Run(string name, Tensor[] inputs, Func<Tensor[], Tensor> function, double tolerance = 1e-6)
    {
        using var outer = NewDisposeScope();
        // A weighted sum, so that every element of the result counts differently.
        var weights = function(inputs).detach().mul(0).add(1);
        weights = (arange(weights.numel(), dtype: ScalarType.Float64).mul(0.37).sin() + 1.5).reshape(weights.shape);
        double Evaluate()
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            return function(inputs).mul(weights).sum().item<double>();
        }

        using (var scope = NewDisposeScope())
        {
            function(inputs).mul(weights).sum().backward();
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].requires_grad)
            {
                continue;
            }

            var gradient = inputs[i].grad;
            Assert.True(gradient is not null, $"{name}: input {i} got no gradient");
            var analytic = gradient.contiguous().data<double>().ToArray();
            var flat = inputs[i].detach().reshape(-1);
            for (var j = 0; j < analytic.Length; j++)
            {
                var value = flat[j].item<double>();
                Set(flat, j, value + Step);
                var above = Evaluate();
                Set(flat, j, value - Step);
                var below = Evaluate();
                Set(flat, j, value);
                var numeric = (above - below) / (2 * Step);
                Assert.True(
                    Math.Abs(numeric - analytic[j]) <= tolerance * (1 + Math.Abs(numeric)),
                    $"{name}: input {i}, element {j}: gradient {analytic[j]:g9}, finite difference {numeric:g9}");
            }
        }
    }

    private static void Set(Tensor flat, int index, double value)
    {
        using var element = flat.narrow(0, index, 1);
        element.fill_(value);
    }
}
