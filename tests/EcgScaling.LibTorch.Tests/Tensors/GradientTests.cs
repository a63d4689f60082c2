using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

/// <summary>Gradients of the differentiable members of Tensor and torch, against central differences in double precision.</summary>
public sealed class GradientTests
{
    // Inputs: x and y of shape (3, 4), drawn in [0.2, 0.9] so that every function below is smooth there and no two elements tie.
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> s_functions = new()
    {
        ["abs"] = (x, _) => (x - 0.55).abs(),
        ["acos"] = (x, _) => x.acos(),
        ["acosh"] = (x, _) => (x + 1).acosh(),
        ["asin"] = (x, _) => x.asin(),
        ["asinh"] = (x, _) => x.asinh(),
        ["atan"] = (x, _) => x.atan(),
        ["atanh"] = (x, _) => x.atanh(),
        ["cos"] = (x, _) => x.cos(),
        ["cosh"] = (x, _) => x.cosh(),
        ["deg2rad"] = (x, _) => x.deg2rad(),
        ["digamma"] = (x, _) => x.digamma(),
        ["erf"] = (x, _) => x.erf(),
        ["erfc"] = (x, _) => x.erfc(),
        ["erfinv"] = (x, _) => x.erfinv(),
        ["exp"] = (x, _) => x.exp(),
        ["exp2"] = (x, _) => x.exp2(),
        ["expm1"] = (x, _) => x.expm1(),
        ["frac"] = (x, _) => x.frac(),
        ["i0"] = (x, _) => x.i0(),
        ["lgamma"] = (x, _) => x.lgamma(),
        ["log"] = (x, _) => x.log(),
        ["log10"] = (x, _) => x.log10(),
        ["log1p"] = (x, _) => x.log1p(),
        ["log2"] = (x, _) => x.log2(),
        ["neg"] = (x, _) => -x,
        ["rad2deg"] = (x, _) => x.rad2deg(),
        ["reciprocal"] = (x, _) => x.reciprocal(),
        ["relu"] = (x, _) => (x - 0.5).relu(),
        ["rsqrt"] = (x, _) => x.rsqrt(),
        ["sigmoid"] = (x, _) => x.sigmoid(),
        ["sgn"] = (x, _) => x.sgn() * x,
        ["silu"] = (x, _) => x.silu(),
        ["sin"] = (x, _) => x.sin(),
        ["sinc"] = (x, _) => x.sinc(),
        ["sinh"] = (x, _) => x.sinh(),
        ["sqrt"] = (x, _) => x.sqrt(),
        ["square"] = (x, _) => x.square(),
        ["tan"] = (x, _) => x.tan(),
        ["tanh"] = (x, _) => x.tanh(),
        ["logit"] = (x, _) => x.logit(),
        ["gelu"] = (x, _) => x.gelu(),
        ["selu"] = (x, _) => x.selu(),
        ["celu"] = (x, _) => (x - 0.5).celu(1.0),
        ["elu"] = (x, _) => (x - 0.5).elu(1.0, 1.0, 1.0),
        ["leaky_relu"] = (x, _) => (x - 0.5).leaky_relu(0.1),
        ["hardtanh"] = (x, _) => x.hardtanh(0.3, 0.6),
        ["hardsigmoid"] = (x, _) => x.hardsigmoid(),
        ["hardswish"] = (x, _) => x.hardswish(),
        ["glu"] = (x, _) => x.glu(),
        ["log_sigmoid"] = (x, _) => x.log_sigmoid(),
        ["softplus"] = (x, _) => x.softplus(),
        ["softmax"] = (x, _) => x.softmax(1),
        ["log_softmax"] = (x, _) => x.log_softmax(1),
        ["threshold"] = (x, _) => x.threshold(0.5, 0.1),
        ["add"] = (x, y) => x + y,
        ["add alpha"] = (x, y) => x.add(y, 3),
        ["add broadcast"] = (x, y) => x + y[0],
        ["sub"] = (x, y) => x - y,
        ["mul"] = (x, y) => x * y,
        ["mul scalar"] = (x, _) => x * 2.5,
        ["div"] = (x, y) => x / y,
        ["rdiv"] = (x, _) => 2.0 / x,
        ["rsub"] = (x, _) => 2.0 - x,
        ["pow"] = (x, y) => x.pow(y),
        ["pow scalar"] = (x, _) => x.pow(3),
        ["fmod"] = (x, _) => x.fmod(0.35),
        ["remainder"] = (x, _) => x % 0.35,
        ["xlogy"] = (x, y) => x.xlogy(y),
        ["atan2"] = (x, y) => x.atan2(y),
        ["hypot"] = (x, y) => x.hypot(y),
        ["copysign"] = (x, y) => x.copysign(-y),
        ["logaddexp"] = (x, y) => x.logaddexp(y),
        ["lerp"] = (x, y) => x.lerp(y, x * y),
        ["addcmul"] = (x, y) => x.addcmul(x, y, 2),
        ["addcdiv"] = (x, y) => x.addcdiv(x, y, 2),
        ["clamp"] = (x, _) => x.clamp(0.3, 0.7),
        ["clamp tensor"] = (x, y) => x.clamp(y * 0.5, y + 0.1),
        ["clamp_min"] = (x, _) => x.clamp_min(0.5),
        ["clamp_max"] = (x, _) => x.clamp_max(0.5),
        ["nan_to_num"] = (x, _) => x.nan_to_num(),
        ["maximum"] = (x, y) => x.maximum(y),
        ["minimum"] = (x, y) => x.minimum(y),
        ["fmax"] = (x, y) => x.fmax(y),
        ["fmin"] = (x, y) => x.fmin(y),
        ["where"] = (x, y) => where(x.gt(0.5), x, y * 2),
        ["masked_fill"] = (x, _) => x.masked_fill(x.gt(0.5), 3),
        ["max"] = (x, _) => x.max(),
        ["min"] = (x, _) => x.min(),
        ["max dim"] = (x, _) => x.max(1).values,
        ["min dim"] = (x, _) => x.min(0).values,
        ["amax"] = (x, _) => x.amax([1]),
        ["amin"] = (x, _) => x.amin([0]),
        ["median"] = (x, _) => x.median(),
        ["sum"] = (x, _) => x.sum(),
        ["sum dim"] = (x, _) => x.sum(1),
        ["sum dims"] = (x, _) => x.sum([0, 1]),
        ["mean"] = (x, _) => x.mean(),
        ["mean dim"] = (x, _) => x.mean([1], keepdim: true),
        ["nansum"] = (x, _) => x.nansum(),
        ["nanmean"] = (x, _) => x.nanmean(1),
        ["prod"] = (x, _) => x.prod(),
        ["prod dim"] = (x, _) => x.prod(1),
        ["std"] = (x, _) => x.std(),
        ["std dim"] = (x, _) => x.std(1),
        ["var"] = (x, _) => x.var(),
        ["var dim"] = (x, _) => x.var([0], unbiased: false),
        ["var_mean"] = (x, _) => { var (v, m) = x.var_mean(1L); return v + m; },
        ["std_mean"] = (x, _) => { var (s, m) = x.std_mean(1L); return s * m; },
        ["norm"] = (x, _) => x.norm(),
        ["norm dim"] = (x, _) => x.norm(1, p: 3),
        ["dist"] = (x, y) => x.dist(y),
        ["renorm"] = (x, _) => x.renorm(2, 0, 0.5f),
        ["logsumexp"] = (x, _) => x.logsumexp(1),
        ["cumsum"] = (x, _) => x.cumsum(1),
        ["cumprod"] = (x, _) => x.cumprod(1),
        ["logcumsumexp"] = (x, _) => x.logcumsumexp(1),
        ["cummax"] = (x, _) => x.cummax(1).values,
        ["topk"] = (x, _) => x.topk(2).values,
        ["sort"] = (x, _) => x.sort(1).Values * arange(4, ScalarType.Float64),
        ["kthvalue"] = (x, _) => x.kthvalue(2, 1).values,
        ["quantile"] = (x, _) => x.quantile(tensor([0.3, 0.8]), dim: 1),
        ["trace"] = (x, _) => x.trace(),
        ["matmul"] = (x, y) => x.matmul(y.t()),
        ["mm"] = (x, y) => x.mm(y.t()),
        ["mv"] = (x, y) => x.mv(y[0]),
        ["bmm"] = (x, y) => x.unsqueeze(0).bmm(y.t().unsqueeze(0)),
        ["dot"] = (x, y) => x[0].dot(y[1]),
        ["outer"] = (x, y) => x[0].outer(y[1]),
        ["inner"] = (x, y) => x.inner(y),
        ["kron"] = (x, y) => x.kron(y),
        ["addmm"] = (x, y) => x.mm(y.t()).addmm(x, y.t(), 0.5f, 2),
        ["addmv"] = (x, y) => x[0, ..3].addmv(x, y[0]),
        ["addr"] = (x, y) => x.addr(x[TensorIndex.Colon, 0], y[0]),
        ["baddbmm"] = (x, y) => x.unsqueeze(0).matmul(y.t()).baddbmm(x.unsqueeze(0), y.t().unsqueeze(0)),
        ["addbmm"] = (x, y) => x.mm(y.t()).addbmm(x.unsqueeze(0), y.t().unsqueeze(0)),
        ["einsum"] = (x, y) => einsum("ij,kj->ik", x, y),
        ["tensordot"] = (x, y) => x.tensordot(y, [1], [1]),
        ["det"] = (x, y) => x.mm(y.t()).det(),
        ["inverse"] = (x, y) => (x.mm(y.t()) + eye(3, dtype: ScalarType.Float64)).inverse(),
        ["matrix_exp"] = (x, y) => x.mm(y.t()).matrix_exp(),
        ["reshape"] = (x, _) => x.reshape(2, 6),
        ["view"] = (x, _) => x.view(4, 3),
        ["flatten"] = (x, _) => x.flatten(),
        ["unflatten"] = (x, _) => x.unflatten(1, 2, 2),
        ["permute"] = (x, _) => x.permute(1, 0),
        ["transpose"] = (x, _) => x.transpose(0, 1),
        ["unsqueeze"] = (x, _) => x.unsqueeze(1),
        ["squeeze"] = (x, _) => x.unsqueeze(1).squeeze(1),
        ["expand"] = (x, _) => x.unsqueeze(0).expand(2, 3, 4),
        ["repeat"] = (x, _) => x.repeat(2, 1),
        ["tile"] = (x, _) => x.tile([2]),
        ["flip"] = (x, _) => x.flip(1),
        ["roll"] = (x, _) => x.roll(1, 1),
        ["repeat_interleave"] = (x, _) => x.repeat_interleave(2, 1),
        ["split"] = (x, _) => x.split(3, 1)[1],
        ["split sizes"] = (x, _) => x.split([1, 3], 1)[1],
        ["chunk"] = (x, _) => x.chunk(2, 1)[0],
        ["unbind"] = (x, _) => x.unbind(1)[2],
        ["tensor_split"] = (x, _) => x.tensor_split(3, 1)[0],
        ["unfold"] = (x, _) => x.unfold(1, 2, 1),
        ["diagonal"] = (x, _) => x.diagonal(),
        ["diag_embed"] = (x, _) => x.diag_embed(),
        ["tril"] = (x, _) => x.tril(),
        ["triu"] = (x, _) => x.triu(),
        ["as_strided"] = (x, _) => x.as_strided([2, 2], [4, 1]),
        ["cat"] = (x, y) => cat([x, y], 1),
        ["stack"] = (x, y) => stack([x, y], 1),
        ["hstack"] = (x, y) => hstack(x, y),
        ["vstack"] = (x, y) => vstack(x, y),
        ["block_diag"] = (x, y) => block_diag(x, y),
        ["movedim"] = (x, _) => x.movedim([0], [1]),
        ["diff"] = (x, _) => x.diff(),
        ["clone"] = (x, _) => x.clone(),
        ["contiguous"] = (x, _) => x.t().contiguous(),
        ["index_select"] = (x, _) => x.index_select(1, tensor([0L, 0, 3])),
        ["select"] = (x, _) => x.select(1, 2),
        ["narrow"] = (x, _) => x.narrow(1, 1, 2),
        ["slice"] = (x, _) => x.slice(1, 0, 4, 2),
        ["take"] = (x, _) => x.take(tensor([1L, 5])),
        ["take_along_dim"] = (x, _) => x.take_along_dim(x.argsort(1), 1) * 2,
        ["gather"] = (x, _) => x.gather(1, tensor(new long[,] { { 0, 1 }, { 2, 2 } })),
        ["scatter"] = (x, y) => x.scatter(1, tensor(new long[,] { { 0, 1 } }), y[..1, ..2]),
        ["scatter_add"] = (x, y) => x.scatter_add(1, tensor(new long[,] { { 0, 0 } }), y[..1, ..2]),
        ["index_add"] = (x, y) => x.index_add(0, tensor([1L, 1]), y[..2], 2),
        ["index_copy"] = (x, y) => x.index_copy(0, tensor([2L]), y[..1]),
        ["index_fill"] = (x, _) => x.index_fill(0, tensor([1L]), 0),
        ["masked_select"] = (x, _) => x.masked_select(x.gt(0.5)),
        ["masked_scatter"] = (x, y) => x.masked_scatter(x.gt(0.5), y),
        ["diagonal_scatter"] = (x, y) => x.diagonal_scatter(y.diagonal()),
        ["select_scatter"] = (x, y) => x.select_scatter(y[0], 0, 1),
        ["slice_scatter"] = (x, y) => x.slice_scatter(y[..1], 0, 1, 2),
        ["index tensors"] = (x, _) => x[tensor([0L, 2]), tensor([1L, 1])],
        ["index mixed"] = (x, _) => x[1.., TensorIndex.Tensor(tensor([3L, 0]))],
        ["index_put"] = (x, y) => { var z = x * 1; z[1] = y[0]; return z; },
        ["in place chain"] = (x, y) => { var z = x * 1; z.mul_(y).add_(x).exp_(); return z; },
        ["rfft"] = (x, _) => view_as_real(fft.rfft(x)),
        ["irfft"] = (x, _) => fft.irfft(fft.rfft(x) * fft.rfft(x), n: 4),
        ["complex"] = (x, y) => (complex(x, y) * complex(y, x)).imag * 1,
        ["polar"] = (x, y) => view_as_real(polar(x, y)),
        ["conj"] = (x, y) => view_as_real(complex(x, y).conj() * complex(y, y)),
        ["angle"] = (x, y) => complex(x, y).angle(),
        ["to"] = (x, _) => x.to(ScalarType.Float64, copy: true),
        ["prelu"] = (x, y) => (x - 0.5).prelu(y[0, ..1]),
        ["relu6"] = (x, _) => x.relu6(),
        ["logdet"] = (x, y) => (x.mm(x.t()) + eye(3, dtype: ScalarType.Float64)).logdet(),
        ["cholesky"] = (x, _) => (x.mm(x.t()) + eye(3, dtype: ScalarType.Float64)).cholesky(),
        ["vdot"] = (x, y) => x[0].vdot(y[0]),
        ["ldexp"] = (x, y) => x * y.exp2(),
        ["adjoint"] = (x, _) => x.adjoint(),
        ["fliplr"] = (x, _) => x.fliplr(),
        ["ravel"] = (x, _) => x.ravel(),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        const double Step = 1e-6;
        using var scope = NewDisposeScope();
        var function = s_functions[name];
        var generator = new Generator(11);
        var x = (rand([3, 4], ScalarType.Float64, generator: generator) * 0.7 + 0.2).requires_grad_();
        var y = (rand([3, 4], ScalarType.Float64, generator: generator) * 0.7 + 0.2).requires_grad_();

        var output = function(x, y);
        var weights = randn(output.shape, ScalarType.Float64, generator: generator);
        (output * weights).sum().backward();

        Check(x, "x");
        Check(y, "y");

        void Check(Tensor variable, string which)
        {
            using var quiet = no_grad();
            var analytic = variable.grad?.data<double>().ToArray() ?? new double[12];
            var elements = variable.data<double>();
            for (var i = 0L; i < 12; i++)
            {
                var value = elements[i];
                elements[i] = value + Step;
                var above = Loss();
                elements[i] = value - Step;
                var below = Loss();
                elements[i] = value;
                var numeric = (above - below) / (2 * Step);
                Assert.True(Math.Abs(numeric - analytic[i]) <= 1e-5 * Math.Max(1, Math.Abs(numeric)), $"{name}, d/d{which}[{i}]: {analytic[i]} from autograd, {numeric} from differences");
            }
        }

        double Loss()
        {
            using var inner = NewDisposeScope();
            return (function(x, y) * weights).sum().item<double>();
        }
    }

    [Fact]
    public void Gradients_add_up_are_cut_by_detach_and_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3.0, requires_grad: true);
        (x * x).backward();
        (x * x).backward();
        Assert.Equal(12, x.grad!.item<double>());

        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(27, first.item<double>());
        Assert.Equal(18, autograd.grad([first], [x])[0].item<double>());
        Assert.Equal(12, x.grad!.item<double>());

        x.grad = null;
        (x.detach() * x).backward();
        Assert.Equal(3, x.grad!.item<double>());

        var unused = tensor(1.0, requires_grad: true);
        Assert.Null(autograd.grad([x * 2], [x, unused], allow_unused: true)[1]);
        Assert.ThrowsAny<Exception>(() => autograd.grad([x * 2], [unused]));
    }

    [Fact]
    public void Modes_switch_recording_off_and_on_again()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }
        }

        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.True(is_grad_enabled());
        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
    }
}
