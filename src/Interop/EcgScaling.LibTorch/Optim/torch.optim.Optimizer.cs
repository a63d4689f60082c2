using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups, in order.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            /// <summary>The groups' learning rates.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters, group by group.</summary>
            public virtual IEnumerable<Parameter> parameters()
            {
                foreach (var group in _parameter_groups)
                {
                    foreach (var parameter in group.Parameters)
                    {
                        yield return parameter;
                    }
                }
            }

            /// <summary>Adds a group, such as layers that are frozen no longer.</summary>
            public abstract void add_param_group(ParamGroup param_group);

            /// <summary>Sets all gradients to zero, in place.</summary>
            public abstract void zero_grad();

            /// <summary>Changes the parameters once; those without a gradient stay.</summary>
            /// <param name="closure">Computes the loss and its gradients first; may be null.</param>
            /// <returns>The closure's loss, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Frees the optimiser's state; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the optimiser's state.</summary>
            /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimiser's options and states, the optimiser's own objects in the order of its groups and parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>One per group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>One per parameter.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>Per group the places of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
