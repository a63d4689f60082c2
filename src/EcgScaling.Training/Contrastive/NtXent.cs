using EcgScaling.Training.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Contrastive;

/// <summary>The normalised temperature-scaled cross-entropy of Chen et al. 2020.</summary>
public static class NtXent
{
    /// <summary>
    /// The mean over both views of the cross-entropy of finding a view's partner among all other views, in nats. Views of the same patient that
    /// are not the partner are no candidates: two exams of one patient must not be pushed apart.
    /// </summary>
    /// <param name="first">Embeddings <c>(batch, feature)</c>, not normalised.</param>
    /// <param name="second">Their partners, row by row.</param>
    /// <param name="patientKeys">The patient of each row.</param>
    /// <param name="temperature">Divides the cosine similarities.</param>
    public static Tensor Loss(Tensor first, Tensor second, ReadOnlyMemory<long> patientKeys, double temperature)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Loss(first, second, tensor(patientKeys.ToArray(), [first.shape[0]], device: first.device), temperature);
    }

    /// <summary>The same with the patients on the device.</summary>
    internal static Tensor Loss(Tensor first, Tensor second, Tensor patientKeys, double temperature)
    {
        var (rows, device) = (first.shape[0], first.device);
        using var full = MixedPrecision.Leave(device);
        var views = functional.normalize(cat([first, second], 0), 2, 1);
        var similarity = views.mm(views.t()) / temperature;
        var patients = patientKeys.repeat(2);
        var place = arange(2 * rows, dtype: ScalarType.Int64, device: device);
        var partner = (place + rows).remainder(2 * rows);
        var excluded = patients.unsqueeze(0).eq(patients.unsqueeze(1)).logical_and(place.unsqueeze(0).ne(partner.unsqueeze(1)));
        return functional.cross_entropy(similarity.masked_fill(excluded, float.NegativeInfinity), partner);
    }
}
