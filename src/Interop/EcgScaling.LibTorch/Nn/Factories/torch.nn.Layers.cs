using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Layers, losses and what models are built of: PyTorch's <c>torch.nn</c>.</summary>
    public static partial class nn
    {
        /// <summary>A convolution over samples.</summary>
        /// <param name="in_channels">Input channels.</param>
        /// <param name="out_channels">Output channels.</param>
        /// <param name="kernel_size">Samples under the kernel.</param>
        /// <param name="stride">Distance of output samples.</param>
        /// <param name="padding">Samples added on both sides.</param>
        /// <param name="dilation">Distance of kernel taps.</param>
        /// <param name="padding_mode">What padded samples hold.</param>
        /// <param name="groups">Groups of channels that do not mix.</param>
        /// <param name="bias">True adds a bias per output channel.</param>
        /// <param name="device">Device; the default device where null.</param>
        /// <param name="dtype">Type; the default type where null.</param>
        public static Conv1d Conv1d(
            long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, groups, bias, padding_mode, device, dtype);

        /// <summary>A convolution over samples, padded by name.</summary>
        public static Conv1d Conv1d(
            long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, groups, bias, padding_mode, device, dtype);

        /// <summary>A transposed convolution over samples.</summary>
        public static ConvTranspose1d ConvTranspose1d(
            long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode, device, dtype);

        /// <summary>A linear layer.</summary>
        /// <param name="inputSize">Size of the input's last dimension.</param>
        /// <param name="outputSize">Size of the output's last dimension.</param>
        /// <param name="hasBias">True adds a bias.</param>
        /// <param name="device">Device; the default device where null.</param>
        /// <param name="dtype">Type; the default type where null.</param>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>A linear layer over given parameters.</summary>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>A table of vectors, drawn from the normal distribution.</summary>
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            Modules.Embedding.Create(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

        /// <summary>A table of given vectors <c>(num_embeddings, embedding_dims)</c>, by default not trained.</summary>
        public static Embedding Embedding_from_pretrained(
            Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            ArgumentNullException.ThrowIfNull(embeddings);
            var table = embeddings.detach().to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
            return new Embedding(new Parameter(table, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }

        /// <summary>Attention with several heads over <c>(token, batch, embedding)</c>.</summary>
        /// <exception cref="NotSupportedException">add_bias_kv, add_zero_attn, kdim or vdim is given.</exception>
        public static MultiheadAttention MultiheadAttention(
            long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false,
            long? kdim = null, long? vdim = null) =>
            add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim
                ? throw new NotSupportedException("MultiheadAttention here knows no add_bias_kv, add_zero_attn, kdim and vdim; build it of Linear and functional.scaled_dot_product_attention.")
                : new MultiheadAttention(embedded_dim, num_heads, dropout, bias);

        /// <summary>Dropout: zeros with probability <paramref name="p"/> in training.</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>A module that gives its input back.</summary>
        public static Identity Identity() => new();

        /// <summary>Makes one dimension of those from start_dim to end_dim.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>A parameter; <paramref name="data"/> becomes empty, its storage goes to the parameter.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
    }
}
