using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Optim;

/// <summary>Groups, missing gradients, state, clipping.</summary>
public sealed class OptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Kinds = new()
    {
        ["adamw"] = p => optim.AdamW(p, 0.01, weight_decay: 0.1),
        ["amsgrad"] = p => optim.AdamW(p, 0.01, amsgrad: true),
        ["adam"] = p => optim.Adam(p, 0.01, weight_decay: 0.1),
        ["sgd"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.1),
        ["plain sgd"] = p => optim.SGD(p, 0.1),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    private static Sequential Net()
    {
        torch.manual_seed(5);
        return Sequential(Linear(3, 4), Tanh(), Linear(4, 2));
    }

    private static void Step(Module<Tensor, Tensor> net, OptimizerHelper opt, int seed)
    {
        using var scope = NewDisposeScope();
        var x = arange(12.0f).reshape(4, 3).mul(0.1 * (seed + 1)).sin();
        opt.zero_grad();
        net.call(x).pow(2).sum().backward();
        opt.step();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_resumes_bit_for_bit(string kind)
    {
        using var scope = NewDisposeScope();
        var net = Net();
        using var opt = Kinds[kind](net.parameters());
        for (var i = 0; i < 5; i++)
        {
            Step(net, opt, i);
        }

        var weights = new MemoryStream();
        net.save(new BinaryWriter(weights));
        var state = new MemoryStream();
        opt.save_state_dict(new BinaryWriter(state));
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        opt.save_state_dict(file);
        var copies = new List<(Sequential, OptimizerHelper)>();
        foreach (var way in new[] { "stream", "file", "dictionary" })
        {
            var other = Net();
            weights.Position = 0;
            other.load(new BinaryReader(weights));
            var resumed = Kinds[kind](other.parameters());
            resumed.ParamGroups.Single().LearningRate = 77;
            switch (way)
            {
                case "stream":
                    state.Position = 0;
                    resumed.load_state_dict(new BinaryReader(state));
                    break;
                case "file":
                    resumed.load_state_dict(file);
                    break;
                default:
                    resumed.load_state_dict(opt.state_dict());
                    break;
            }

            Assert.All(resumed.state_dict().State.Zip(opt.state_dict().State), s => Assert.True(s.First.ApproximatelyEquals(s.Second)));
            copies.Add((other, resumed));
        }

        File.Delete(file);
        for (var i = 5; i < 10; i++)
        {
            Step(net, opt, i);
            copies.ForEach(c => Step(c.Item1, c.Item2, i));
        }

        foreach (var (other, resumed) in copies)
        {
            Assert.All(net.parameters().Zip(other.parameters()), p => Assert.True(p.First.Equals(p.Second)));
            resumed.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_without_gradient_stays(string kind)
    {
        using var scope = NewDisposeScope();
        var net = Net();
        using var opt = Kinds[kind](net.parameters());
        var first = ((Linear)net[0]).weight;
        var last = ((Linear)net[2]).weight;
        var before = (first.detach().clone(), last.detach().clone());
        Assert.Null(opt.step());
        Assert.True(first.detach().Equals(before.Item1));
        last.grad = ones_like(last.detach());
        opt.step();
        Assert.True(first.detach().Equals(before.Item1));
        Assert.False(last.detach().Equals(before.Item2));
        // Now the others join, one step behind: each keeps its own count.
        first.grad = ones_like(first.detach());
        opt.step();
        Assert.False(first.detach().Equals(before.Item1));
        if (opt.state_dict().State[0] is AdamState state)
        {
            Assert.Equal(1, state.step);
            Assert.Equal(2, ((AdamState)opt.state_dict().State[2]).step);
        }
    }

    [Fact]
    public void Parameters_at_different_steps_move_as_if_alone()
    {
        using var scope = NewDisposeScope();
        var together = new[] { Parameter(ones(3)), Parameter(ones(3)) };
        var alone = new[] { Parameter(ones(3)), Parameter(ones(3)) };
        var joint = optim.AdamW(together, 0.1, weight_decay: 0.1, amsgrad: true);
        var single = alone.Select(p => optim.AdamW([p], 0.1, weight_decay: 0.1, amsgrad: true)).ToArray();
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                var gradient = j == 1 && i < 3 ? null : arange(3.0f).add(i - j);
                together[j].grad = gradient;
                alone[j].grad = gradient?.clone();
                single[j].step();
            }

            joint.step();
        }

        Assert.All(together.Zip(alone), p => Assert.True(p.First.Equals(p.Second)));
    }

    [Fact]
    public void Large_parameters_go_in_chunks_with_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        long[] sizes = [600_000, 7, 600_000, 5];
        var together = Array.ConvertAll(sizes, n => Parameter(ones(n)));
        var alone = Array.ConvertAll(sizes, n => Parameter(ones(n)));
        var joint = optim.AdamW(together, 0.1, weight_decay: 0.1);
        var single = alone.Select(p => optim.AdamW([p], 0.1, weight_decay: 0.1)).ToArray();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < sizes.Length; j++)
            {
                var gradient = arange(sizes[j], dtype: ScalarType.Float32).add(i).sin();
                together[j].grad = gradient;
                alone[j].grad = gradient;
                single[j].step();
            }

            joint.step();
        }

        Assert.All(together.Zip(alone), p => Assert.True(p.First.Equals(p.Second)));
    }

    [Fact]
    public void Groups_have_options_of_their_own()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Parameter(ones(2)), Parameter(ones(2)));
        var opt = optim.AdamW(
            [new AdamW.ParamGroup([a], new AdamW.Options { weight_decay = 0.5 }), new AdamW.ParamGroup { Parameters = [b] }], lr: 0.1, weight_decay: 0);
        a.grad = zeros(2);
        b.grad = zeros(2);
        opt.step();
        Assert.Equal([0.95f, 0.95f], a.data<float>().ToArray());
        Assert.Equal([1f, 1f], b.data<float>().ToArray());
        Assert.Equal([0.1, 0.1], opt.ParamGroups.Select(g => g.LearningRate));
        var c = Parameter(ones(1));
        opt.add_param_group(new AdamW.ParamGroup([c], lr: 0.3));
        Assert.Equal(3, opt.parameters().Count());
        Assert.Equal(0.3, opt.ParamGroups.Last().InitialLearningRate);
        Assert.Throws<ArgumentException>(() => opt.add_param_group(new AdamW.ParamGroup([a])));
        Assert.Throws<ArgumentException>(() => opt.add_param_group(new SGD.ParamGroup([Parameter(ones(1))])));
    }

    [Fact]
    public void A_closure_gives_the_loss()
    {
        using var scope = NewDisposeScope();
        var p = Parameter(ones(2));
        var opt = optim.SGD([p], 0.1);
        using var quiet = no_grad();
        var loss = opt.step(() =>
        {
            var l = p.pow(2).sum();
            l.backward();
            return l;
        });
        Assert.Equal(2, loss!.item<float>());
        Assert.Equal([0.8f, 0.8f], p.data<float>().ToArray());
    }

    [Fact]
    public void A_wrong_option_or_state_is_refused()
    {
        using var scope = NewDisposeScope();
        var p = Parameter(ones(2));
        Assert.Throws<ArgumentException>(() => optim.AdamW([p], -1));
        Assert.Throws<ArgumentException>(() => optim.AdamW([p], beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.Adam([p], eps: double.NaN));
        Assert.Throws<ArgumentException>(() => optim.SGD([p], 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.SGD([p, p], 0.1));
        var adam = optim.Adam([p]);
        var stream = new MemoryStream();
        optim.AdamW([p]).save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(stream)));
        var whole = stream.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => optim.AdamW([p]).load_state_dict(new BinaryReader(new MemoryStream(whole, 0, length))));
        }

        Assert.Throws<ArgumentException>(() => optim.AdamW([p, Parameter(ones(1))]).load_state_dict(optim.AdamW([p]).state_dict()));
        Assert.Throws<InvalidOperationException>(() => optim.AdamW([Parameter(ones(3))]).load_state_dict(optim.AdamW([p]).state_dict()));
        adam.Dispose();
        Assert.Throws<ObjectDisposedException>(() => adam.step());
    }

    [Fact]
    public void Clipping_scales_by_one_factor_and_vectors_go_there_and_back()
    {
        using var scope = NewDisposeScope();
        var net = Net();
        Assert.Equal(0, utils.clip_grad_norm_(net.parameters(), 1));
        net.call(randn(4, 3)).pow(2).sum().backward();
        var flat = cat(net.parameters().Select(p => p.grad!.reshape(-1)).ToArray());
        var norm = flat.norm().item<float>();
        Assert.Equal(norm, utils.clip_grad_norm_(net.parameters(), norm * 2), 1e-5);
        Assert.True(flat.Equals(cat(net.parameters().Select(p => p.grad!.reshape(-1)).ToArray())));
        utils.clip_grad_norm_(net.parameters(), norm / 4);
        Assert.True(cat(net.parameters().Select(p => p.grad!.reshape(-1)).ToArray()).allclose(flat / 4));
        Assert.Equal(flat.abs().max().item<float>() / 4, utils.clip_grad_norm_(net.parameters(), 100, double.PositiveInfinity), 1e-5);
        utils.clip_grad_value_(net.parameters(), 0.01);
        Assert.InRange(net.parameters().Max(p => p.grad!.abs().max().item<float>()), 0, 0.01f);

        var vector = utils.parameters_to_vector(net.parameters());
        Assert.Equal(26, vector.numel());
        utils.vector_to_parameters(vector.detach() * 2, net.parameters());
        Assert.True(utils.parameters_to_vector(net.parameters()).detach().Equals(vector.detach() * 2));
        Assert.True(net.parameters().All(p => p.requires_grad));
    }
}
