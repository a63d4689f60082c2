namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Half a cosine from the initial learning rate down to eta_min in T_max steps (Loshchilov and Hutter 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _T_max;
                    private readonly double _eta_min;

                    /// <summary>Creates the scheduler.</summary>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(T_max);
                        _T_max = T_max;
                        _eta_min = eta_min;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                        {
                            return EachGroup(lr => lr);
                        }

                        if (_step_count == 1 && _last_epoch > 0)
                        {
                            return get_closed_form_lr();
                        }

                        if ((_last_epoch - 1 - _T_max) % (2 * _T_max) == 0)
                        {
                            var rates = EachGroup(lr => lr);
                            for (var i = 0; i < rates.Length; i++)
                            {
                                rates[i] += (_base_lrs[i] - _eta_min) * (1 - Math.Cos(Math.PI / _T_max)) / 2;
                            }

                            return rates;
                        }

                        var now = 1 + Math.Cos(Math.PI * _last_epoch / _T_max);
                        var before = 1 + Math.Cos(Math.PI * (_last_epoch - 1) / _T_max);
                        return EachGroup(lr => (now / before * (lr - _eta_min)) + _eta_min);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        EachBase(lr => _eta_min + ((lr - _eta_min) * (1 + Math.Cos(Math.PI * _last_epoch / _T_max)) / 2));
                }
            }
        }
    }
}
