namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor when a metric has stopped improving. Call <see cref="step(double, int?)"/> with the metric.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _maximise;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _eps;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly double[] _min_lrs;
                    private double _best;
                    private int _cooldown_counter;
                    private int _num_bad_epochs;

                    /// <summary>Creates the scheduler.</summary>
                    /// <param name="optimizer">Whose learning rates to set.</param>
                    /// <param name="mode">"min" where smaller is better, "max" where larger is.</param>
                    /// <param name="factor">Factor, below 1.</param>
                    /// <param name="patience">Steps without improvement that are let pass.</param>
                    /// <param name="threshold">Least improvement that counts.</param>
                    /// <param name="threshold_mode">"rel": relative to the best; "abs": absolute.</param>
                    /// <param name="cooldown">Steps after a reduction in which nothing is counted.</param>
                    /// <param name="min_lr">Least learning rate, for all groups or one per group; 0 where null.</param>
                    /// <param name="eps">A smaller change is not made.</param>
                    /// <param name="verbose">Without effect.</param>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                        int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                        {
                            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be below 1.");
                        }

                        _maximise = mode switch
                        {
                            "min" => false,
                            "max" => true,
                            _ => throw new ArgumentException($"mode is 'min' or 'max', not '{mode}'.", nameof(mode)),
                        };
                        _relative = threshold_mode switch
                        {
                            "rel" => true,
                            "abs" => false,
                            _ => throw new ArgumentException($"threshold_mode is 'rel' or 'abs', not '{threshold_mode}'.", nameof(threshold_mode)),
                        };
                        _min_lrs = min_lr switch
                        {
                            null or { Count: 0 } => new double[_groups.Length],
                            { Count: 1 } => Array.ConvertAll(_groups, _ => min_lr[0]),
                            _ when min_lr.Count == _groups.Length => [.. min_lr],
                            _ => throw new ArgumentException($"There are {_groups.Length} groups, but {min_lr.Count} least learning rates.", nameof(min_lr)),
                        };
                        _factor = factor;
                        _patience = patience;
                        _threshold = threshold;
                        _cooldown = cooldown;
                        _eps = eps;
                        _best = _maximise ? double.NegativeInfinity : double.PositiveInfinity;
                    }

                    /// <summary>Refused: the metric is needed.</summary>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs the metric: call step(metric).");

                    /// <summary>Refused: the metric is needed.</summary>
                    public override void step(int? epoch) => step();

                    /// <summary>Notes the metric, and reduces the learning rates where it has stopped improving.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? (_last_epoch + 1);
                        if (IsBetter(current))
                        {
                            _best = current;
                            _num_bad_epochs = 0;
                        }
                        else
                        {
                            _num_bad_epochs++;
                        }

                        if (_cooldown_counter > 0)
                        {
                            _cooldown_counter--;
                            _num_bad_epochs = 0;
                        }

                        if (_num_bad_epochs > _patience)
                        {
                            var rates = new double[_groups.Length];
                            for (var i = 0; i < rates.Length; i++)
                            {
                                var old = _groups[i].LearningRate;
                                var reduced = Math.Max(old * _factor, _min_lrs[i]);
                                rates[i] = old - reduced > _eps ? reduced : old;
                            }

                            Apply(rates);
                            _cooldown_counter = _cooldown;
                            _num_bad_epochs = 0;
                        }
                    }

                    private bool IsBetter(double current) => (_maximise, _relative) switch
                    {
                        (false, true) => current < _best * (1 - _threshold),
                        (false, false) => current < _best - _threshold,
                        (true, true) => current > _best * (_threshold + 1),
                        (true, false) => current > _best + _threshold,
                    };
                }
            }
        }
    }
}
