namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates over time. Call <see cref="LRScheduler.step()"/> after the optimiser's step.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimiser's groups step by step.</summary>
            public abstract class LRScheduler
            {
                /// <summary>Steps taken, with the first one of the constructor.</summary>
                protected int _step_count;

                internal readonly Optimizer _optimizer;
                internal readonly ILearningRateController[] _groups;
                internal readonly double[] _base_lrs;
                internal double[] _last_lrs;
                internal int _last_epoch;

                /// <summary>Creates a scheduler; a derived constructor ends with a first <see cref="step()"/>.</summary>
                /// <param name="optimizer">Whose learning rates to set.</param>
                /// <param name="last_epoch">The step to go on from; -1 starts anew.</param>
                /// <param name="verbose">Without effect: a library does not print. Read <see cref="get_last_lr"/>.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _ = verbose;
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _groups = [.. optimizer.ParamGroups];
                    _base_lrs = Array.ConvertAll(_groups, group => group.InitialLearningRate);
                    _last_lrs = Array.ConvertAll(_groups, group => group.LearningRate);
                }

                /// <summary>Sets the learning rates of the next step.</summary>
                public virtual void step() => step(null);

                /// <summary>Sets the learning rates of a given step, by the closed form where there is one.</summary>
                /// <param name="epoch">The step; null is the next one.</param>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? (_last_epoch + 1);
                    Apply([.. epoch is null ? get_lr() : get_closed_form_lr()]);
                }

                /// <summary>Sets the learning rates of the next step; only <see cref="impl.ReduceLROnPlateau"/> looks at the metric.</summary>
                /// <param name="current">The metric.</param>
                /// <param name="epoch">The step; null is the next one.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates last set, per group.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The learning rates of the step <c>_last_epoch</c>, from those before.</summary>
                protected virtual IEnumerable<double> get_lr() => Array.ConvertAll(_groups, group => group.LearningRate);

                /// <summary>The learning rates of the step <c>_last_epoch</c>, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void Apply(double[] rates)
                {
                    for (var i = 0; i < _groups.Length; i++)
                    {
                        _groups[i].LearningRate = rates[i];
                    }

                    _last_lrs = rates;
                }

                private protected double[] EachGroup(Func<double, double> rate) => Array.ConvertAll(_groups, group => rate(group.LearningRate));

                private protected double[] EachBase(Func<double, double> rate) => Array.ConvertAll(_base_lrs, b => rate(b));
            }

            /// <summary>The schedulers' classes; the functions of <see cref="lr_scheduler"/> create them.</summary>
            public static partial class impl
            {
            }
        }
    }
}
