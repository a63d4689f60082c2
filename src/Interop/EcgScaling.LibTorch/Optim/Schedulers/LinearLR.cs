namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate times a factor that goes in a straight line from start_factor to end_factor.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start_factor;
                    private readonly double _end_factor;
                    private readonly int _total_iters;

                    /// <summary>Creates the scheduler.</summary>
                    public LinearLR(
                        Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is not (> 0 and <= 1))
                        {
                            throw new ArgumentOutOfRangeException(nameof(start_factor), start_factor, "The start factor is above 0 and at most 1.");
                        }

                        if (end_factor is not (>= 0 and <= 1))
                        {
                            throw new ArgumentOutOfRangeException(nameof(end_factor), end_factor, "The end factor is between 0 and 1.");
                        }

                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total_iters);
                        _start_factor = start_factor;
                        _end_factor = end_factor;
                        _total_iters = total_iters;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                        {
                            return EachGroup(lr => lr * _start_factor);
                        }

                        var rise = _end_factor - _start_factor;
                        return EachGroup(lr => _last_epoch > _total_iters ? lr : lr * (1.0 + (rise / ((_total_iters * _start_factor) + ((_last_epoch - 1) * rise)))));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        EachBase(lr => lr * (_start_factor + ((_end_factor - _start_factor) * Math.Min(_total_iters, _last_epoch) / _total_iters)));
                }
            }
        }
    }
}
