using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>The nets of make_nn.py, in the same order of construction.</summary>
internal static class ParityNets
{
    public static Module<Tensor, Tensor> Conv() => Sequential(
        Conv1d(3, 8, 7, padding: 3), BatchNorm1d(8), GELU(), Dropout(0.2),
        Conv1d(8, 8, 5, stride: 2, groups: 2, bias: false), GroupNorm(2, 8), ReLU(), MaxPool1d(3, 2, 1),
        AdaptiveAvgPool1d(4), Flatten(), Linear(32, 5));

    public static Module<Tensor, Tensor> Transformer() => new TransformerNet();

    private sealed class Attention : Module<Tensor, Tensor>
    {
        private readonly long _heads;
        private readonly Linear qkv;
        private readonly Linear proj;

        public Attention(long width, long heads) : base(nameof(Attention))
        {
            _heads = heads;
            qkv = Linear(width, 3 * width);
            proj = Linear(width, width);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var (b, t, w) = (input.shape[0], input.shape[1], input.shape[2]);
            var parts = qkv.call(input).reshape(b, t, 3, _heads, w / _heads).permute(2, 0, 3, 1, 4).unbind(0);
            var y = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
            return proj.call(y.transpose(1, 2).reshape(b, t, w)).MoveToOuterDisposeScope();
        }
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly LayerNorm norm1;
        private readonly Attention attn;
        private readonly Dropout drop;
        private readonly LayerNorm norm2;
        private readonly Linear fc1;
        private readonly Linear fc2;

        public Block(long width, long heads) : base(nameof(Block))
        {
            norm1 = LayerNorm(width);
            attn = new Attention(width, heads);
            drop = Dropout(0.1);
            norm2 = LayerNorm(width);
            fc1 = Linear(width, 4 * width);
            fc2 = Linear(4 * width, width);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = input + drop.call(attn.call(norm1.call(input)));
            return (x + drop.call(fc2.call(functional.gelu(fc1.call(norm2.call(x)))))).MoveToOuterDisposeScope();
        }
    }

    private sealed class TransformerNet : Module<Tensor, Tensor>
    {
        private readonly Conv1d patch;
        private readonly Parameter position;
        private readonly ModuleList<Block> blocks;
        private readonly LayerNorm norm;
        private readonly Linear head;

        public TransformerNet() : base(nameof(TransformerNet))
        {
            patch = Conv1d(2, 16, 8, stride: 8);
            position = Parameter(zeros(1, 8, 16));
            init.trunc_normal_(position, std: 0.02);
            blocks = ModuleList(new Block(16, 4), new Block(16, 4));
            norm = LayerNorm(16);
            head = Linear(16, 5);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = patch.call(input).transpose(1, 2) + position;
            foreach (var block in blocks)
            {
                x = block.call(x);
            }

            return head.call(norm.call(x).mean([1])).MoveToOuterDisposeScope();
        }
    }
}
