using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

/// <summary>The operators that more than one layer or function calls, each looked up once.</summary>
internal static class Ops
{
    public static readonly AtenOp Conv1dNamed = new("aten::conv1d", "padding");
    public static readonly AtenOp ConvTranspose1d = new("aten::conv_transpose1d");
    public static readonly AtenOp Linear = new("aten::linear");
    public static readonly AtenOp BatchNorm = new("aten::batch_norm");
    public static readonly AtenOp InstanceNorm = new("aten::instance_norm");
    public static readonly AtenOp LayerNorm = new("aten::layer_norm");
    public static readonly AtenOp GroupNorm = new("aten::group_norm");
    public static readonly AtenOp Embedding = new("aten::embedding");
    public static readonly AtenOp EmbeddingRenorm = new("aten::embedding_renorm_");
    public static readonly AtenOp Relu = new("aten::relu");
    public static readonly AtenOp ReluInPlace = new("aten::relu_");
    public static readonly AtenOp GeluInPlace = new("aten::gelu_");
    public static readonly AtenOp Silu = new("aten::silu");
    public static readonly AtenOp SiluInPlace = new("aten::silu_");
    public static readonly AtenOp Sigmoid = new("aten::sigmoid");
    public static readonly AtenOp SigmoidInPlace = new("aten::sigmoid_");
    public static readonly AtenOp Tanh = new("aten::tanh");
    public static readonly AtenOp TanhInPlace = new("aten::tanh_");
    public static readonly AtenOp LeakyRelu = new("aten::leaky_relu");
    public static readonly AtenOp LeakyReluInPlace = new("aten::leaky_relu_");
    public static readonly AtenOp Softmax = new("aten::softmax", "int");
    public static readonly AtenOp LogSoftmax = new("aten::log_softmax", "int");
    public static readonly AtenOp LogSigmoid = new("aten::log_sigmoid");
    public static readonly AtenOp MaxPool1d = new("aten::max_pool1d");
    public static readonly AtenOp AvgPool1d = new("aten::avg_pool1d");
    public static readonly AtenOp AdaptiveAvgPool1d = new("aten::adaptive_avg_pool1d");
    public static readonly AtenOp AdaptiveMaxPool1d = new("aten::adaptive_max_pool1d");
    public static readonly AtenOp MaxPool1dWithIndices = new("aten::max_pool1d_with_indices");
    public static readonly AtenOp Flatten = new("aten::flatten", "using_ints");
    public static readonly AtenOp Alias = new("aten::alias");
    public static readonly AtenOp Pad = new("aten::pad");
    public static readonly AtenOp OneHot = new("aten::one_hot");
    public static readonly AtenOp CosineSimilarity = new("aten::cosine_similarity");
    public static readonly AtenOp BceWithLogits = new("aten::binary_cross_entropy_with_logits");
    public static readonly AtenOp Bce = new("aten::binary_cross_entropy");
    public static readonly AtenOp CrossEntropy = new("aten::cross_entropy_loss");
    public static readonly AtenOp MseLoss = new("aten::mse_loss");
    public static readonly AtenOp L1Loss = new("aten::l1_loss");
    public static readonly AtenOp SmoothL1Loss = new("aten::smooth_l1_loss");
    public static readonly AtenOp HuberLoss = new("aten::huber_loss");
    public static readonly AtenOp AddInPlace = new("aten::add_", "Scalar");
    public static readonly AtenOp Add = new("aten::add", "Tensor");
    public static readonly AtenOp MulScalar = new("aten::mul", "Scalar");
    public static readonly AtenOp Div = new("aten::div", "Tensor");
    public static readonly AtenOp MatMul = new("aten::matmul");
    public static readonly AtenOp Transpose = new("aten::transpose", "int");
    public static readonly AtenOp Uniform = new("aten::uniform_");
    public static readonly AtenOp Normal = new("aten::normal_");
    public static readonly AtenOp Zero = new("aten::zero_");
    public static readonly AtenOp Fill = new("aten::fill_", "Scalar");
}
