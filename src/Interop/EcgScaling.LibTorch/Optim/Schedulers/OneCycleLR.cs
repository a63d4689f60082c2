namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate up to a maximum and down to far below the start, the momentum the other way (Smith and Topin 2018).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _total_steps;
                    private readonly double[] _max_lrs;
                    private readonly double[] _base_momentum;
                    private readonly double[] _max_momentum;
                    private readonly double _div_factor;
                    private readonly double _final_div_factor;
                    private readonly bool _cycle_momentum;
                    private readonly AnnealStrategy _strategy;
                    private readonly Phase[] _phases;

                    /// <summary>Creates the scheduler with one maximum for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, [max_lr], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, [base_momentum], [max_momentum],
                            div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>Creates the scheduler with a maximum per group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _total_steps = total_steps > 0 ? total_steps
                            : epochs > 0 && steps_per_epoch > 0 ? checked(epochs * steps_per_epoch)
                            : throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch, above 0.", nameof(total_steps));
                        if (pct_start is not (>= 0 and <= 1))
                        {
                            throw new ArgumentOutOfRangeException(nameof(pct_start), pct_start, "The rising share is between 0 and 1.");
                        }

                        _max_lrs = PerGroup(max_lr, nameof(max_lr));
                        _base_momentum = PerGroup(base_momentum ?? [0.85], nameof(base_momentum));
                        _max_momentum = PerGroup(max_momentum ?? [0.95], nameof(max_momentum));
                        _div_factor = div_factor;
                        _final_div_factor = final_div_factor;
                        _cycle_momentum = cycle_momentum;
                        _strategy = anneal_strategy;
                        var last = (double)(_total_steps - 1);
                        _phases = three_phase
                            ?
                            [
                                new((pct_start * _total_steps) - 1, Rate.Initial, Rate.Max, FromHigh: true, ToHigh: false),
                                new((2 * pct_start * _total_steps) - 2, Rate.Max, Rate.Initial, FromHigh: false, ToHigh: true),
                                new(last, Rate.Initial, Rate.Min, FromHigh: true, ToHigh: true),
                            ]
                            :
                            [
                                new((pct_start * _total_steps) - 1, Rate.Initial, Rate.Max, FromHigh: true, ToHigh: false),
                                new(last, Rate.Max, Rate.Min, FromHigh: false, ToHigh: true),
                            ];
                        if (cycle_momentum && Array.Exists(_groups, group => group is not (IMomentum or IBetas)))
                        {
                            throw new ArgumentException("cycle_momentum needs an optimiser with momentum or betas.", nameof(optimizer));
                        }

                        if (last_epoch == -1)
                        {
                            for (var i = 0; i < _groups.Length; i++)
                            {
                                _base_lrs[i] = _groups[i].InitialLearningRate = _max_lrs[i] / div_factor;
                            }
                        }

                        step();
                    }

                    /// <summary>Shape of the way from one learning rate to the next.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>A straight line.</summary>
                        Linear,
                    }

                    private enum Rate
                    {
                        Initial,
                        Max,
                        Min,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total_steps)
                        {
                            throw new InvalidOperationException($"OneCycleLR was made for {_total_steps} steps, but this is step {_last_epoch}.");
                        }

                        var start = 0.0;
                        var place = 0;
                        while (place < _phases.Length - 1 && _last_epoch > _phases[place].End)
                        {
                            start = _phases[place++].End;
                        }

                        var phase = _phases[place];
                        var share = (_last_epoch - start) / (phase.End - start);
                        var rates = new double[_groups.Length];
                        for (var i = 0; i < rates.Length; i++)
                        {
                            rates[i] = Anneal(RateOf(phase.From, i), RateOf(phase.To, i), share);
                            if (_cycle_momentum)
                            {
                                SetMomentum(_groups[i], Anneal(MomentumOf(phase.FromHigh, i), MomentumOf(phase.ToHigh, i), share));
                            }
                        }

                        return rates;
                    }

                    private static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IBetas betas)
                        {
                            betas.Betas = (value, betas.Betas.Item2);
                        }
                        else
                        {
                            ((IMomentum)group).Momentum = value;
                        }
                    }

                    private double RateOf(Rate rate, int group) => rate switch
                    {
                        Rate.Max => _max_lrs[group],
                        Rate.Initial => _max_lrs[group] / _div_factor,
                        _ => _max_lrs[group] / _div_factor / _final_div_factor,
                    };

                    private double MomentumOf(bool high, int group) => (high ? _max_momentum : _base_momentum)[group];

                    private double Anneal(double from, double to, double share) => _strategy == AnnealStrategy.Cos
                        ? to + ((from - to) / 2.0 * (Math.Cos(Math.PI * share) + 1))
                        : ((to - from) * share) + from;

                    private double[] PerGroup(IEnumerable<double> values, string name)
                    {
                        double[] list = [.. values];
                        return list.Length == _groups.Length ? list
                            : list.Length == 1 ? Array.ConvertAll(_groups, _ => list[0])
                            : throw new ArgumentException($"There are {_groups.Length} groups, but {list.Length} values.", name);
                    }

                    private readonly record struct Phase(double End, Rate From, Rate To, bool FromHigh, bool ToHigh);
                }
            }
        }
    }
}
