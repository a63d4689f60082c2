using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models.Tests.Contract;

/// <summary>Weights and inputs by the rule of Golden/make_encoders.py, so that they need not be stored.</summary>
internal static class RuleWeights
{
    internal static IEnumerable<(string Name, Parameter Value)> Sorted(Module module) =>
        module.named_parameters().OrderBy(entry => entry.Item1, StringComparer.Ordinal);

    internal static Tensor Uniform(long[] shape, int stream)
    {
        var count = shape.Aggregate(1L, (total, size) => total * size);
        var values = new double[count];
        for (var i = 0L; i < count; i++)
        {
            var x = unchecked((uint)(i + ((long)stream * 1000003) + 1));
            x = unchecked((x ^ (x >> 16)) * 0x7FEB352Du);
            x = unchecked((x ^ (x >> 15)) * 0x846CA68Bu);
            values[i] = ((x ^ (x >> 16)) / 4294967296.0) - 0.5;
        }

        return tensor(values, shape);
    }

    internal static void Fill(Module module)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var stream = 0;
        foreach (var (name, parameter) in Sorted(module))
        {
            var u = Uniform(parameter.shape, stream++);
            var (last, axes) = (name[(name.LastIndexOf('.') + 1)..], parameter.shape.Length);
            parameter.copy_(last switch
            {
                "log_dt" => (u * 4) - 4,
                "log_a_real" => u - 0.7,
                "a_imag" => u + (arange(0, parameter.shape[1], dtype: ScalarType.Float64) * Math.PI),
                "gamma" => 1 + (u * 0.4),
                "weight" when axes == 1 => 1 + (u * 0.4),
                "c" or "cls_token" or "pos_embed" or "lead_embed" or "query" => u,
                _ when axes > 1 => u * Math.Sqrt(12.0 / ((double)parameter.numel() / parameter.shape[0])),
                _ => u,
            });
        }
    }
}
