namespace EcgScaling.Models.Tests.Contract;

/// <summary>Small configurations of every family that together turn every knob; each must keep the contract.</summary>
internal static class EncoderCases
{
    private static readonly EcgSpec Short = new() { Samples = 512 };
    private static readonly EcgSpec Odd = new() { Samples = 517, Leads = LeadSet.Eight };
    private static readonly EcgSpec OneLead = new() { Samples = 301, Leads = new LeadSet(Lead.II), Rate = new SampleRate(250) };

    internal static readonly ResNet1dConfig ResNet = new() { Input = Short, StemWidth = 6, StageWidths = [6, 8, 10], StageStrides = [1, 4, 4], StageBlocks = [1, 1, 1] };
    internal static readonly EcgTransformerConfig Transformer = new() { Input = Short, PatchSize = 32, Width = 16, Depth = 2, Heads = 2 };
    internal static readonly ConvNext1dConfig ConvNext = new() { Input = Short, StageWidths = [6, 8], StageBlocks = [1, 2], StageStrides = [4, 2], LayerScale = 0.5 };
    internal static readonly S4dConfig S4d = new() { Input = Short, Width = 12, Depth = 2, StateSize = 8, StemStride = 8 };

    internal static IReadOnlyDictionary<string, EncoderConfig> All { get; } = new Dictionary<string, EncoderConfig>
    {
        ["resnet"] = ResNet,
        ["resnet-flatten"] = ResNet with { Pooling = Pooling.Flatten, Dropout = 0 },
        ["resnet-attentive-group-silu"] = ResNet with { Pooling = Pooling.Attentive, Normalisation = NormalisationKind.Group, Activation = ActivationKind.Silu },
        ["resnet-layer-gelu-blocks"] = ResNet with { Normalisation = NormalisationKind.Layer, Activation = ActivationKind.Gelu, StageBlocks = [2, 1, 2] },
        ["resnet-keras"] = ResNet1dConfig.Ribeiro2020Keras.WithWidths(1 / 16.0) with { Input = Short },
        ["resnet-odd"] = ResNet with { Input = Odd, StemStride = 2 },
        ["resnet-odd-flatten-even-kernel"] = ResNet with { Input = OneLead, KernelSize = 8, Pooling = Pooling.Flatten },
        ["transformer"] = Transformer,
        ["transformer-cls-learned"] = Transformer with { Pooling = Pooling.Cls, Positions = PositionStyle.Learned, Dropout = 0.1, AttentionDropout = 0.1, DropPath = 0.2 },
        ["transformer-rotary-attentive-odd"] = Transformer with { Input = Odd, Positions = PositionStyle.Rotary, Pooling = Pooling.Attentive },
        ["transformer-rotary-cls"] = Transformer with { Positions = PositionStyle.Rotary, Pooling = Pooling.Cls },
        ["transformer-per-lead"] = Transformer with { Input = Odd, Patches = PatchStyle.PerLead, PatchSize = 75 },
        ["transformer-per-lead-learned-flatten"] = Transformer with { Patches = PatchStyle.PerLead, PatchSize = 128, Positions = PositionStyle.Learned, Pooling = Pooling.Flatten },
        ["transformer-one-lead"] = Transformer with { Input = OneLead, Width = 9, Heads = 1, MlpRatio = 2.5, Activation = ActivationKind.Silu },
        ["convnext"] = ConvNext,
        ["convnext-odd-attentive"] = ConvNext with { Input = Odd, Pooling = Pooling.Attentive, DropPath = 0.3, LayerScale = 0 },
        ["convnext-flatten"] = ConvNext with { Input = OneLead, Pooling = Pooling.Flatten, Activation = ActivationKind.Relu },
        ["s4d"] = S4d,
        ["s4d-causal-odd"] = S4d with { Input = Odd, Bidirectional = false, Dropout = 0.1 },
        ["s4d-flatten-one-lead"] = S4d with { Input = OneLead, Pooling = Pooling.Flatten },
        ["s4d-attentive"] = S4d with { Pooling = Pooling.Attentive, Activation = ActivationKind.Silu },
    };
}
