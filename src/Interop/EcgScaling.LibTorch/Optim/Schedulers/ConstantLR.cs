namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A reduced learning rate for the first steps, then the initial one.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total_iters;

                    /// <summary>Creates the scheduler.</summary>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is not (>= 0 and <= 1))
                        {
                            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor is between 0 and 1.");
                        }

                        _factor = factor;
                        _total_iters = total_iters;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        EachGroup(lr => _last_epoch == 0 ? lr * _factor : _last_epoch == _total_iters ? lr * (1.0 / _factor) : lr);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        EachBase(lr => lr * (_factor + (_last_epoch >= _total_iters ? 1 - _factor : 0)));
                }
            }
        }
    }
}
