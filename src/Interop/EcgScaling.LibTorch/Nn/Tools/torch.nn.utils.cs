using EcgScaling.LibTorch.Dispatch;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Functions over all parameters of a model.</summary>
        public static partial class utils
        {
            private static readonly AtenOp ForeachNorm = new("aten::_foreach_norm", "Scalar");
            private static readonly AtenOp ForeachMul = new("aten::_foreach_mul_", "Scalar");
            private static readonly AtenOp VectorNorm = new("aten::linalg_vector_norm");
            private static readonly AtenOp AddScalar = new("aten::add", "Scalar");
            private static readonly AtenOp MulScalar = new("aten::mul", "Scalar");
            private static readonly AtenOp Reciprocal = new("aten::reciprocal");
            private static readonly AtenOp ClampMax = new("aten::clamp_max");
            private static readonly AtenOp Stack = new("aten::stack");
            private static readonly AtenOp ClampInPlace = new("aten::clamp_");
            private static readonly AtenOp Cat = new("aten::cat");
            private static readonly AtenOp CopyInto = new("aten::copy_");

            /// <summary>Scales all gradients by one factor so that their joint norm is at most a limit, in place.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="max_norm">The limit.</param>
            /// <param name="norm_type">The norm's exponent; infinity gives the largest gradient.</param>
            /// <returns>The norm before scaling.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var grads = Gradients(tensors);
                if (grads.Count == 0)
                {
                    return 0;
                }

                var norms = ForeachNorm.Tensors(grads, norm_type);
                var all = Stack.Tensor(norms);
                var total = VectorNorm.Tensor(all, norm_type);
                // The factor in the gradients' own precision, operator for operator as PyTorch computes it.
                var factor = ToDouble(ClampMax.Tensor(MulScalar.Tensor(Reciprocal.Tensor(AddScalar.Tensor(total, 1e-6)), max_norm), 1.0));
                if (factor != 1)
                {
                    ForeachMul.Void(grads, factor);
                }

                return ToDouble(total);
            }

            /// <summary>Cuts all gradients to ±a limit, in place.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                foreach (var grad in Gradients(tensors))
                {
                    ClampInPlace.Void(grad, -clip_value, clip_value);
                }
            }

            /// <summary>All parameters as one vector.</summary>
            /// <param name="tensors">The parameters, on one device.</param>
            /// <returns><c>(number of elements)</c>.</returns>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                var flat = new List<Tensor>();
                foreach (var parameter in tensors)
                {
                    flat.Add(parameter.reshape(-1));
                }

                return flat.Count == 0
                    ? throw new ArgumentException("There are no parameters.", nameof(tensors))
                    : Cat.Tensor(flat).MoveToOuterDisposeScope();
            }

            /// <summary>Copies a vector into the parameters, the inverse of <see cref="parameters_to_vector"/>.</summary>
            /// <param name="vec"><c>(number of elements)</c>.</param>
            /// <param name="tensors">The parameters.</param>
            /// <exception cref="ArgumentException">The vector has another length.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                Parameter[] list = [.. tensors];
                var needed = 0L;
                foreach (var parameter in list)
                {
                    needed += parameter.numel();
                }

                if (vec.dim() != 1 || vec.numel() != needed)
                {
                    throw new ArgumentException($"The parameters have {needed} elements, the vector ({string.Join(", ", vec.shape)}).", nameof(vec));
                }

                var start = 0L;
                foreach (var parameter in list)
                {
                    var length = parameter.numel();
                    CopyInto.Void(parameter, vec.narrow(0, start, length).reshape(parameter.shape));
                    start += length;
                }
            }

            private static double ToDouble(Tensor number)
            {
                using var wide = number.to(ScalarType.Float64);
                return wide.item<double>();
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters)
            {
                var grads = new List<Tensor>();
                foreach (var parameter in parameters)
                {
                    if (parameter.grad is { } grad)
                    {
                        grads.Add(grad);
                    }
                }

                return grads;
            }
        }
    }
}
