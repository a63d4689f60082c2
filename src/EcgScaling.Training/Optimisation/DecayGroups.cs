using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Optimisation;

/// <summary>Which parameters weight decay touches.</summary>
public static class DecayGroups
{
    /// <summary>
    /// True for the weights of linear, convolution and embedding layers: named <c>weight</c> with two or more axes. Norms, biases, tokens and
    /// learnt positions are left alone, as in the training code of ViT and MAE.
    /// </summary>
    public static bool Decays(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.dim() > 1 && (name == "weight" || name.EndsWith(".weight", StringComparison.Ordinal));
    }

    /// <summary>The trained parameters of a network in order: the decayed ones, then the others.</summary>
    internal static ((string Name, Parameter Value)[] Decayed, (string Name, Parameter Value)[] Others) Of(nn.Module network)
    {
        var trained = network.named_parameters().Where(item => item.Item2.requires_grad).ToArray();
        return ([.. trained.Where(item => Decays(item.Item1, item.Item2))], [.. trained.Where(item => !Decays(item.Item1, item.Item2))]);
    }
}
