using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum.</summary>
public class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>Creates the optimiser over one group.</summary>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Creates the optimiser over groups; what a group does not set comes from here.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or a parameter is given twice.</exception>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var options = new Options
        {
            LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
        };
        options.FillFrom(options);
        _defaults = options;
        foreach (var group in parameters)
        {
            Add(group);
        }
    }

    /// <summary>The momentum, for groups to come.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum.GetValueOrDefault();
        set => ((Options)_defaults).momentum = value;
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group) => Add(param_group);

    private protected override void StepGroup(OptimizerGroup group) => SgdKernel.Step(group, (Options)group.Group.Options);

    private void Add(Modules.ParamGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Options ??= new Options();
        if (group.Options is not Options options)
        {
            throw new ArgumentException($"A group of SGD needs SGD.Options, but has {group.Options.GetType()}.", nameof(group));
        }

        options.FillFrom((Options)_defaults);
        Register(group, parameter => new State(parameter));
    }

    /// <summary>Options of a group. What is null comes from the optimiser.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Decay of the gradient's running sum.</summary>
        public double? momentum;

        /// <summary>Share of a new gradient left out of the sum.</summary>
        public double? dampening;

        /// <summary>L2 penalty.</summary>
        public double? weight_decay;

        /// <summary>True looks ahead.</summary>
        public bool? nesterov;

        /// <summary>True climbs.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum.GetValueOrDefault());
            writer.Write(dampening.GetValueOrDefault());
            writer.Write(weight_decay.GetValueOrDefault());
            writer.Write(nesterov.GetValueOrDefault());
            writer.Write(maximize.GetValueOrDefault());
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            if (source is not Options options)
            {
                throw new ArgumentException($"Options of {source?.GetType()} are not SGD's.", nameof(source));
            }

            base.LoadStateDict(source);
            (momentum, dampening, weight_decay, nesterov, maximize) =
                (options.momentum, options.dampening, options.weight_decay, options.nesterov, options.maximize);
        }

        internal void FillFrom(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            momentum ??= defaults.momentum;
            dampening ??= defaults.dampening;
            weight_decay ??= defaults.weight_decay;
            nesterov ??= defaults.nesterov;
            maximize ??= defaults.maximize;
            InitialLearningRate = LearningRate ?? 0;
            AdamOptions.RequireRange(LearningRate >= 0, "learning rate", LearningRate, "at least 0");
            AdamOptions.RequireRange(momentum >= 0, nameof(momentum), momentum, "at least 0");
            AdamOptions.RequireRange(weight_decay >= 0, nameof(weight_decay), weight_decay, "at least 0");
            if (nesterov == true && !(momentum > 0 && dampening == 0))
            {
                throw new ArgumentException($"nesterov needs a momentum above 0 and no dampening, but they are {momentum} and {dampening}.");
            }
        }
    }

    /// <summary>The running sum of a parameter's gradients.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The running sum; null before the first step and without momentum.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Creates an empty state.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Free();
            momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void to(Device device) => momentum_buffer = momentum_buffer is null ? null : Moved(momentum_buffer, device);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(momentum_buffer is not null);
            if (momentum_buffer is not null)
            {
                StateDictFormat.WriteTensor(writer, momentum_buffer);
            }
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) => Replace(reader.ReadBoolean() ? ReadTensor(reader) : null);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            if (source is not State other)
            {
                throw new ArgumentException($"A {source?.GetType()} is not the state of SGD.", nameof(source));
            }

            Replace(other.momentum_buffer is null ? null : CopyOf(other.momentum_buffer));
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && Close(momentum_buffer, state.momentum_buffer);

        /// <summary>Frees the tensor.</summary>
        public void Dispose() => Free();

        internal override void Free() => momentum_buffer?.Dispose();

        private void Replace(Tensor? sum)
        {
            Free();
            momentum_buffer = sum;
        }
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
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
            IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
            })
        {
        }

        /// <summary>The momentum.</summary>
        public double Momentum
        {
            get => Options.momentum.GetValueOrDefault();
            set => Options.momentum = value;
        }
    }
}
