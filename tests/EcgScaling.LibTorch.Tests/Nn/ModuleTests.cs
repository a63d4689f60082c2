using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>Registration, names, order and walking of modules.</summary>
public sealed class ModuleTests
{
    private sealed class Inner : Module<Tensor, Tensor>
    {
        public readonly Linear first = Linear(3, 4);
        public readonly Parameter scale = Parameter(ones(4));
        public readonly Tensor offset = zeros(4);
        [ComponentName(Name = "renamed")]
        public readonly Linear second = Linear(4, 2, false);
        public readonly Linear[] unseen = [Linear(1, 1)];
        public readonly string label = "not a component";

        public Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => second.call(first.call(input) * scale + offset);
    }

    private sealed class Outer : Module<Tensor, Tensor>
    {
        public readonly Inner inner;
        public readonly BatchNorm1d bn;
        public readonly ModuleDict<Linear> heads;
        private readonly Linear tied;

        public Outer() : base(nameof(Outer))
        {
            inner = new Inner();
            bn = BatchNorm1d(2);
            heads = ModuleDict(("a", Linear(2, 1)), ("b", Linear(2, 3)));
            tied = inner.first;
            RegisterComponents();
            register_buffer("cache", zeros(1), persistent: false);
        }

        public override Tensor forward(Tensor input) => heads["a"].call(bn.call(inner.call(input)));

        public Linear Tied => tied;
    }

    [Fact]
    public void Names_and_order_are_pytorchs()
    {
        using var scope = NewDisposeScope();
        using var net = new Outer();
        Assert.Equal(
            [
                "inner.scale", "inner.offset", "inner.first.weight", "inner.first.bias", "inner.renamed.weight", "bn.weight", "bn.bias",
                "bn.running_mean", "bn.running_var", "bn.num_batches_tracked", "heads.a.weight", "heads.a.bias", "heads.b.weight", "heads.b.bias",
                "tied.weight", "tied.bias",
            ],
            net.state_dict().Keys);
        Assert.Equal(
            ["inner.scale", "inner.first.weight", "inner.first.bias", "inner.renamed.weight", "bn.weight", "bn.bias", "heads.a.weight", "heads.a.bias",
                "heads.b.weight", "heads.b.bias"],
            net.named_parameters().Select(p => p.name));
        Assert.Equal(["cache", "inner.offset", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked"], net.named_buffers().Select(b => b.name));
        Assert.DoesNotContain("cache", net.named_buffers(include_nonpersistent: false).Select(b => b.name));
        Assert.Equal(["inner", "bn", "heads", "tied"], net.named_children().Select(c => c.name));
        Assert.Equal(
            ["inner", "bn", "heads", "tied", "inner.first", "inner.renamed", "heads.a", "heads.b"], net.named_modules().Select(m => m.name));
        Assert.Equal(["x.bn.weight"], net.bn.state_dict(null, "x.bn").Keys.Take(1));
        Assert.Empty(net.parameters(recurse: false));
        Assert.Equal(10, net.parameters().Count());
    }

    [Fact]
    public void A_dotted_name_finds_a_tensor()
    {
        using var scope = NewDisposeScope();
        using var net = new Outer();
        Assert.Same(net.inner.scale, net.get_parameter("inner.scale"));
        Assert.Same(net.bn.running_mean, net.get_buffer("bn.running_mean"));
        Assert.True(net.has_parameter("heads.b.bias"));
        Assert.True(net.has_buffer("cache"));
        Assert.Null(net.get_parameter("heads.c.bias"));
        Assert.Null(net.get_parameter("nothing"));
        Assert.Null(net.get_buffer("inner.scale"));
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        using var scope = NewDisposeScope();
        using var net = new Outer();
        net.eval();
        Assert.All(net.modules(), m => Assert.False(m.training));
        Assert.False(net.training);
        net.train();
        Assert.All(net.modules(), m => Assert.True(m.training));
        var seen = new List<string>();
        net.apply(m => seen.Add(m.GetName()));
        Assert.Equal(["Linear", "Linear", "Inner", "BatchNorm1d", "Linear", "Linear", "ModuleDict", "Linear", "Outer"], seen);
    }

    [Fact]
    public void A_module_outlives_the_scope_in_which_it_was_made()
    {
        Outer net;
        using (NewDisposeScope())
        {
            net = new Outer();
        }

        using var scope = NewDisposeScope();
        Assert.Equal([5L, 1L], net.call(randn(5, 3)).shape);
        net.Dispose();
        Assert.All(net.parameters(), p => Assert.True(p.IsInvalid));
        Assert.Throws<ObjectDisposedException>(() => net.call(randn(5, 3)));
        Assert.Throws<ObjectDisposedException>(() => net.inner.first.call(randn(5, 3)));
        net.Dispose();
    }

    [Fact]
    public void Moving_keeps_parameters_ties_and_gradients()
    {
        using var scope = NewDisposeScope();
        using var net = new Outer();
        net.call(randn(5, 3)).sum().backward();
        var before = net.inner.first.weight;
        using var gradient = before.grad!.clone();
        Assert.Same(net, net.to(ScalarType.Float64));
        Assert.Same(before, net.inner.first.weight);
        Assert.Same(before, net.Tied.weight);
        Assert.All(net.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.All(net.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        Assert.Equal(ScalarType.Float64, net.bn.running_var!.dtype);
        Assert.Equal(ScalarType.Int64, net.bn.num_batches_tracked!.dtype);
        Assert.True(before.grad!.allclose(gradient.to(ScalarType.Float64)));
        net.zero_grad();
        Assert.All(net.parameters(), p => Assert.Null(p.grad));
        net.call(randn([5, 3], ScalarType.Float64)).sum().backward();
        Assert.Equal(ScalarType.Float64, before.grad!.dtype);
        net.zero_grad(set_to_none: false);
        Assert.Equal(0, before.grad!.abs().sum().item<double>());
        net.to("cpu").to(CPU).to(DeviceType.CPU).cpu().to(zeros(1));
        Assert.Equal(ScalarType.Float32, before.dtype);
        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int64));
    }

    [Fact]
    public void Hooks_see_and_replace_inputs_and_results()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 2);
        var calls = new List<string>();
        var pre = linear.register_forward_pre_hook((_, x) =>
        {
            calls.Add("pre");
            return x * 0;
        });
        var post = linear.register_forward_hook((_, _, y) =>
        {
            calls.Add("post");
            return y + 1;
        });
        var before = linear.register_forward_pre_hook(_ => calls.Add("before"));
        var after = linear.register_forward_hook(_ => calls.Add("after"));
        Assert.True(linear.call(randn(3, 2)).allclose(linear.bias! + 1));
        Assert.Equal(["before", "pre", "post", "after"], calls);
        pre.remove();
        post.remove();
        before.remove();
        after.remove();
        after.remove();
        var input = randn(3, 2);
        Assert.True(linear.call(input).allclose(linear.forward(input)));
        Assert.Equal(4, calls.Count);
    }

    [Fact]
    public void Containers_keep_their_names()
    {
        using var scope = NewDisposeScope();
        var sequence = Sequential(("conv", Conv1d(1, 2, 3)), ("act", ReLU())).append("pool", MaxPool1d(2)).append(Flatten());
        Assert.Equal(["conv", "act", "pool", "3"], sequence.named_children().Select(c => c.name));
        Assert.Equal(4, sequence.Count);
        Assert.IsType<Conv1d>(sequence[0]);
        Assert.Equal(["act", "pool"], sequence[1..3].named_children().Select(c => c.name));
        Assert.Equal(["pool", "3"], sequence[(2, null)].named_children().Select(c => c.name));
        Assert.Equal([2L, 4L], sequence.call(randn(2, 1, 6)).shape);
        Assert.Throws<InvalidOperationException>(() => sequence.append("act", ReLU()));

        var list = ModuleList(Linear(1, 1), Linear(1, 2));
        list.Insert(1, Linear(1, 3));
        list.append(Linear(1, 4));
        list.RemoveAt(0);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"], list.state_dict().Keys);
        Assert.Equal([3L, 2L, 4L], list.Select(l => l.out_features));

        var dictionary = ModuleDict<Linear>(("b", Linear(1, 1)), ("a", Linear(1, 2)));
        dictionary["c"] = Linear(1, 3);
        Assert.True(dictionary.Remove("b"));
        Assert.Equal(["a", "c"], dictionary.Keys);
        Assert.Equal("a", dictionary[0].Item1);
        Assert.Equal(["a.weight", "a.bias", "c.weight", "c.bias"], dictionary.state_dict().Keys);

        var empty = Sequential();
        var input = randn(2);
        Assert.True(empty.call(input).eq(input).all().item<bool>());
    }

    [Fact]
    public void Sequence_leaves_its_input_alive_and_its_steps_may_hand_it_back()
    {
        using var scope = NewDisposeScope();
        var input = randn(2, 3);
        var net = Sequential(new HandsBack(), ReLU(), new HandsBack(), Identity(), new HandsBack());
        Assert.Equal([2L, 3L], net.call(input).shape);
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void Wrong_registrations_are_refused()
    {
        using var scope = NewDisposeScope();
        var module = new HandsBack();
        module.register_parameter("p", Parameter(zeros(1)));
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("p", Parameter(zeros(1))));
        Assert.Throws<ArgumentException>(() => module.register_parameter("a.b", Parameter(zeros(1))));
        Assert.Throws<ArgumentException>(() => module.register_module("", ReLU()));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("b", null!));
        Assert.Throws<InvalidOperationException>(() => ReLU().register_parameter("p", Parameter(zeros(1))));
        Assert.Throws<InvalidOperationException>(() => ReLU().register_buffer("p", zeros(1)));
    }

    [Fact]
    public void A_parameter_takes_over_its_tensor()
    {
        using var scope = NewDisposeScope();
        var data = randn(3);
        var parameter = Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad && parameter.is_leaf);
        var derived = Parameter(parameter * 2, requires_grad: false);
        Assert.True(derived.is_leaf);
        Assert.False(derived.requires_grad);
        Assert.True(derived.allclose(parameter.detach() * 2));
    }

    private sealed class HandsBack() : Module<Tensor, Tensor>(nameof(HandsBack))
    {
        public override Tensor forward(Tensor input) => input;
    }
}
