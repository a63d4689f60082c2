using EcgScaling.LibTorch.Dispatch;
using EcgScaling.LibTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of Adam or AdamW over lists of tensors, operator for operator what PyTorch's foreach implementation computes.</summary>
internal static class AdamKernel
{
    private static readonly AtenOp Neg = new("aten::_foreach_neg");
    private static readonly AtenOp MulScalar = new("aten::_foreach_mul_", "Scalar");
    private static readonly AtenOp AddList = new("aten::_foreach_add_", "List");
    private static readonly AtenOp AddListNew = new("aten::_foreach_add", "List");
    private static readonly AtenOp AddScalar = new("aten::_foreach_add_", "Scalar");
    private static readonly AtenOp AddCMul = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly AtenOp AddCDiv = new("aten::_foreach_addcdiv_", "Scalar");
    private static readonly AtenOp AddCDivList = new("aten::_foreach_addcdiv_", "ScalarList");
    private static readonly AtenOp Sqrt = new("aten::_foreach_sqrt");
    private static readonly AtenOp DivScalar = new("aten::_foreach_div_", "Scalar");
    private static readonly AtenOp DivList = new("aten::_foreach_div_", "ScalarList");
    private static readonly AtenOp MaximumInPlace = new("aten::_foreach_maximum_", "List");

    // On the CPU a chunk stays in the cache over all operators, and the divisors need the memory of a chunk only. A CUDA device wants all at once.
    private const long ChunkElements = 1 << 19;

    public static void Step(OptimizerGroup group, AdamOptions options, bool decoupled)
    {
        var lists = group.Lists;
        lists.Clear();
        if (options.maximize != true && DirectKernels.Enabled && TryFused(group, options, decoupled))
        {
            return;
        }

        long held = 0;
        for (var i = 0; i < group.Parameters.Length; i++)
        {
            var parameter = group.Parameters[i];
            if (parameter.grad is not { } grad)
            {
                continue;
            }

            Add(lists, parameter, grad, (AdamState)group.States[i]);
            held += parameter.numel();
            if (held >= ChunkElements && parameter.device_type == DeviceType.CPU)
            {
                Apply(lists, options, decoupled);
                lists.Release();
                held = 0;
            }
        }

        if (lists.Parameters.Count > 0)
        {
            Apply(lists, options, decoupled);
        }
    }

    // All parameters in one pass over memory, where they are 32-bit floats on the CPU.
    private static unsafe bool TryFused(OptimizerGroup group, AdamOptions options, bool decoupled)
    {
        var lists = group.Lists;
        for (var i = 0; i < group.Parameters.Length; i++)
        {
            if (group.Parameters[i].grad is { } grad)
            {
                Add(lists, group.Parameters[i], grad, (AdamState)group.States[i]);
            }
        }

        var count = lists.Parameters.Count;
        var amsgrad = options.amsgrad == true;
        int done;
        fixed (nint* handles = new nint[Math.Max(1, 5 * count)])
        fixed (long* steps = lists.Steps.ToArray())
        {
            for (var i = 0; i < count; i++)
            {
                handles[i] = lists.Parameters[i].Handle;
                handles[count + i] = lists.Grads[i].Handle;
                handles[(2 * count) + i] = lists.First[i].Handle;
                handles[(3 * count) + i] = lists.Second[i].Handle;
                handles[(4 * count) + i] = amsgrad ? lists.Third[i].Handle : 0;
            }

            done = LibTorchRuntime.Check(ShimMethods.egs_adam_step(
                handles, handles + count, handles + (2 * count), handles + (3 * count), amsgrad ? handles + (4 * count) : null, steps, count,
                options.LearningRate.GetValueOrDefault(), options.beta1.GetValueOrDefault(), options.beta2.GetValueOrDefault(), options.eps.GetValueOrDefault(),
                options.weight_decay.GetValueOrDefault(), decoupled ? 1 : 0));
        }

        GC.KeepAlive(lists);
        if (done == 0)
        {
            // The operators count the step themselves.
            for (var i = 0; i < group.Parameters.Length; i++)
            {
                if (lists.Parameters.Contains(group.Parameters[i]))
                {
                    ((AdamState)group.States[i]).step--;
                }
            }
        }

        lists.Release();
        return done != 0;
    }

    private static void Apply(ForeachLists lists, AdamOptions options, bool decoupled)
    {
        var lr = options.LearningRate.GetValueOrDefault();
        var (beta1, beta2) = (options.beta1.GetValueOrDefault(), options.beta2.GetValueOrDefault());
        var (eps, decay) = (options.eps.GetValueOrDefault(), options.weight_decay.GetValueOrDefault());
        AtenArg grads = lists.Grads;
        Tensor[]? changed = null;
        if (options.maximize == true)
        {
            changed = Neg.Tensors(lists.Grads);
            grads = changed;
        }

        if (decoupled)
        {
            MulScalar.Void(lists.Parameters, 1 - (lr * decay));
        }
        else if (decay != 0)
        {
            // The gradient stays as it is: its owner may still want to look at it.
            var penalised = AddListNew.Tensors(grads, lists.Parameters, decay);
            Release(changed);
            changed = penalised;
            grads = penalised;
        }

        MulScalar.Void(lists.First, beta1);
        AddList.Void(lists.First, grads, 1 - beta1);
        MulScalar.Void(lists.Second, beta2);
        AddCMul.Void(lists.Second, grads, grads, 1 - beta2);
        Release(changed);

        var squares = lists.Second;
        if (options.amsgrad == true)
        {
            MaximumInPlace.Void(lists.Third, lists.Second);
            squares = lists.Third;
        }

        var divisors = Sqrt.Tensors(squares);
        if (SameStep(lists.Steps))
        {
            var step = lists.Steps[0];
            DivScalar.Void(divisors, Math.Sqrt(1 - Math.Pow(beta2, step)));
            AddScalar.Void(divisors, eps);
            AddCDiv.Void(lists.Parameters, lists.First, divisors, -(lr / (1 - Math.Pow(beta1, step))));
        }
        else
        {
            var roots = new double[lists.Steps.Count];
            var sizes = new double[lists.Steps.Count];
            for (var i = 0; i < roots.Length; i++)
            {
                roots[i] = Math.Sqrt(1 - Math.Pow(beta2, lists.Steps[i]));
                sizes[i] = -(lr / (1 - Math.Pow(beta1, lists.Steps[i])));
            }

            DivList.Void(divisors, roots);
            AddScalar.Void(divisors, eps);
            AddCDivList.Void(lists.Parameters, lists.First, divisors, sizes);
        }

        Release(divisors);
    }

    private static void Add(ForeachLists lists, Parameter parameter, Tensor grad, AdamState state)
    {
        lists.Parameters.Add(parameter);
        lists.Grads.Add(grad);
        lists.First.Add(state.exp_avg);
        lists.Second.Add(state.exp_avg_sq);
        if (state.max_exp_avg_sq is { } largest)
        {
            lists.Third.Add(largest);
        }

        lists.Steps.Add(++state.step);
    }

    private static bool SameStep(List<long> steps)
    {
        foreach (var step in steps)
        {
            if (step != steps[0])
            {
                return false;
            }
        }

        return true;
    }

    private static void Release(Tensor[]? tensors)
    {
        if (tensors is not null)
        {
            foreach (var tensor in tensors)
            {
                tensor.Dispose();
            }
        }
    }
}
