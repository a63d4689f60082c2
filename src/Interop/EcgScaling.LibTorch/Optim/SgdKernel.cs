using EcgScaling.LibTorch.Dispatch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of gradient descent over lists of tensors, operator for operator what PyTorch's foreach implementation computes.</summary>
internal static class SgdKernel
{
    private static readonly AtenOp Neg = new("aten::_foreach_neg");
    private static readonly AtenOp MulScalar = new("aten::_foreach_mul_", "Scalar");
    private static readonly AtenOp AddList = new("aten::_foreach_add_", "List");
    private static readonly AtenOp AddListNew = new("aten::_foreach_add", "List");

    public static void Step(OptimizerGroup group, SGD.Options options)
    {
        var lists = group.Lists;
        lists.Clear();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is { } grad)
            {
                lists.Parameters.Add(parameter);
                lists.Grads.Add(grad);
            }
        }

        if (lists.Parameters.Count == 0)
        {
            return;
        }

        // Lists that come into being here are worked on in place, the gradients themselves are not.
        Tensor[]? made = options.maximize == true ? Neg.Tensors(lists.Grads) : null;
        if (options.weight_decay is { } decay and not 0)
        {
            var penalised = AddListNew.Tensors(Current(made, lists), lists.Parameters, decay);
            Release(made);
            made = penalised;
        }

        AtenArg direction = Current(made, lists);
        if (options.momentum is { } momentum and not 0)
        {
            Accumulate(group, lists, made, momentum, options.dampening.GetValueOrDefault());
            if (options.nesterov == true)
            {
                var ahead = AddListNew.Tensors(direction, lists.First, momentum);
                Release(made);
                made = ahead;
                direction = ahead;
            }
            else
            {
                direction = lists.First;
            }
        }

        AddList.Void(lists.Parameters, direction, -options.LearningRate.GetValueOrDefault());
        Release(made);
    }

    private static void Accumulate(OptimizerGroup group, ForeachLists lists, Tensor[]? made, double momentum, double dampening)
    {
        var place = 0;
        for (var i = 0; i < group.Parameters.Length; i++)
        {
            if (place == lists.Parameters.Count || !ReferenceEquals(group.Parameters[i], lists.Parameters[place]))
            {
                continue;
            }

            var state = (SGD.State)group.States[i];
            var grad = made is null ? lists.Grads[place] : made[place];
            if (state.momentum_buffer is { } sum)
            {
                lists.Second.Add(sum);
                lists.Third.Add(grad);
            }
            else
            {
                state.momentum_buffer = grad.clone().DetachFromDisposeScope();
            }

            lists.First.Add(state.momentum_buffer);
            place++;
        }

        if (lists.Second.Count > 0)
        {
            MulScalar.Void(lists.Second, momentum);
            AddList.Void(lists.Second, lists.Third, 1 - dampening);
        }
    }

    private static AtenArg Current(Tensor[]? made, ForeachLists lists) => made is null ? lists.Grads : made;

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
