namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Binary cross-entropy of logits, per element.</summary>
            /// <param name="input">Logits, any shape.</param>
            /// <param name="target">Targets 0 to 1 of the same shape.</param>
            /// <param name="weight">Weight per element, broadcast, or null.</param>
            /// <param name="reduction">How the elements' losses become the result.</param>
            /// <param name="pos_weights">Weight of the positive case per class, or null.</param>
            /// <exception cref="ArgumentException">The shapes differ.</exception>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                RequireSameShape(input, target);
                return Ops.BceWithLogits.Tensor(input, target, weight, pos_weights, (long)reduction);
            }

            /// <summary>Binary cross-entropy of probabilities, per element.</summary>
            /// <param name="input">Probabilities, any shape.</param>
            /// <param name="target">Targets 0 to 1 of the same shape.</param>
            /// <param name="weight">Weight per element, broadcast, or null.</param>
            /// <param name="reduction">How the elements' losses become the result.</param>
            /// <exception cref="ArgumentException">The shapes differ.</exception>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape(input, target);
                return Ops.Bce.Tensor(input, target, weight, (long)reduction);
            }

            /// <summary>Cross-entropy of logits over classes.</summary>
            /// <param name="input">Logits <c>(batch, class, ...)</c>.</param>
            /// <param name="target">Class indices (Int64) <c>(batch, ...)</c>, or probabilities of the input's shape.</param>
            /// <param name="weight">Weight per class, or null.</param>
            /// <param name="ignore_index">Target class that does not count.</param>
            /// <param name="reduction">How the losses become the result.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Ops.CrossEntropy.Tensor(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Ops.MseLoss.Tensor(input, target, (long)reduction);

            /// <summary>Absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Ops.L1Loss.Tensor(input, target, (long)reduction);

            /// <summary>Half the squared difference over beta below beta, absolute difference less beta/2 above.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Ops.SmoothL1Loss.Tensor(input, target, (long)reduction, beta);

            /// <summary>Half the squared difference below delta, linear above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Ops.HuberLoss.Tensor(input, target, (long)reduction, delta);

            /// <summary>The class numbers as vectors of 0 and 1.</summary>
            /// <param name="x">Class numbers (Int64), any shape.</param>
            /// <param name="num_classes">Length of the vectors; -1 takes the largest number plus one.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Ops.OneHot.Tensor(x, num_classes);

            /// <summary>Cosine of the angle between vectors.</summary>
            /// <param name="x1">Any shape.</param>
            /// <param name="x2">A shape that broadcasts to it.</param>
            /// <param name="dim">The vectors' dimension.</param>
            /// <param name="eps">Least product of norms.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Ops.CosineSimilarity.Tensor(x1, x2, dim, eps);

            // libtorch would broadcast, which hides a wrong target.
            private static void RequireSameShape(Tensor input, Tensor target)
            {
                if (!input.shape.AsSpan().SequenceEqual(target.shape))
                {
                    throw new ArgumentException(
                        $"Input ({string.Join(", ", input.shape)}) and target ({string.Join(", ", target.shape)}) must have the same shape.", nameof(target));
                }
            }
        }
    }
}
