using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), with weight decay as a penalty.</summary>
public class Adam : OptimizerHelper, optim.IBetas
{
    /// <summary>Creates the optimiser over one group.</summary>
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Creates the optimiser over groups; what a group does not set comes from here.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or a parameter is given twice.</exception>
    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var options = new Options
        {
            beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize, LearningRate = lr,
        };
        options.FillFrom(options);
        _defaults = options;
        foreach (var group in parameters)
        {
            Add(group);
        }
    }

    /// <summary>The decays of the mean gradient and the mean squared gradient, for groups to come.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1.GetValueOrDefault(), ((Options)_defaults).beta2.GetValueOrDefault());
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group) => Add(param_group);

    private protected override void StepGroup(OptimizerGroup group) => AdamKernel.Step(group, (AdamOptions)group.Group.Options, decoupled: false);

    private void Add(Modules.ParamGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Options ??= new Options();
        if (group.Options is not Options options)
        {
            throw new ArgumentException($"A group of Adam needs Adam.Options, but has {group.Options.GetType()}.", nameof(group));
        }

        options.FillFrom((Options)_defaults);
        Register(group, parameter => new State(parameter));
    }

    /// <summary>Options of a group. What is null comes from the optimiser.</summary>
    public class Options : AdamOptions
    {
    }

    /// <summary>Mean gradient and mean squared gradient of a parameter.</summary>
    public sealed class State : AdamState
    {
        /// <summary>Creates an empty state.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        /// <summary>Creates an empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>Creates a group; what the options leave null comes from the optimiser.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        /// <summary>Creates a group with all options set.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize, LearningRate = lr,
            })
        {
        }

        /// <summary>The decays of the mean gradient and the mean squared gradient.</summary>
        public (double, double) Betas
        {
            get => (Options.beta1.GetValueOrDefault(), Options.beta2.GetValueOrDefault());
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
