using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors looked up by index.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long? _paddingIndex;
    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleByFrequency;
    private readonly bool _sparse;
    private Parameter _weight;

    internal Embedding(
        Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse) : base(nameof(Embedding))
    {
        SkipFieldRegistration();
        var rows = weight.shape[0];
        if (padding_idx is { } index && (index >= rows || index < -rows))
        {
            throw new ArgumentOutOfRangeException(nameof(padding_idx), $"padding_idx {index} is outside a table of {rows} vectors.");
        }

        _paddingIndex = padding_idx < 0 ? padding_idx + rows : padding_idx;
        _maxNorm = max_norm;
        _normType = norm_type;
        _scaleByFrequency = scale_grad_by_freq;
        _sparse = sparse;
        _weight = weight;
        register_parameter(nameof(weight), weight);
    }

    /// <summary>The table <c>(num_embeddings, embedding_dims)</c>.</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>Looks vectors up.</summary>
    /// <param name="input">Indices (Int64) of any shape.</param>
    /// <returns>The input's shape with one more dimension, embedding_dims.</returns>
    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is { } limit)
        {
            using var quiet = no_grad();
            using var indices = input.contiguous();
            Ops.EmbeddingRenorm.Void(_weight, indices, limit, _normType);
        }

        return Ops.Embedding.Tensor(_weight, input, _paddingIndex ?? -1, _scaleByFrequency, _sparse);
    }

    internal static Embedding Create(
        long rows, long columns, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, Device? device, ScalarType? dtype)
    {
        var (place, type) = GetDefaultDeviceAndType(device, dtype);
        var weight = new Parameter(empty([rows, columns], type, place));
        nn.init.normal_(weight);
        var embedding = new Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        if (embedding._paddingIndex is { } index)
        {
            using var quiet = no_grad();
            using var row = weight.narrow(0, index, 1);
            Ops.Zero.Void(row);
        }

        return embedding;
    }
}
