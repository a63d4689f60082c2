namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial learning rate times a function of the step.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double>[] _factors;

                    /// <summary>Creates the scheduler with one function for all groups.</summary>
                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentNullException.ThrowIfNull(lr_lambda);
                        _factors = Array.ConvertAll(_groups, _ => lr_lambda);
                        step();
                    }

                    /// <summary>Creates the scheduler with one function per group.</summary>
                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factors = [.. lr_lambdas];
                        if (_factors.Length != _groups.Length)
                        {
                            throw new ArgumentException($"There are {_groups.Length} groups, but {_factors.Length} functions.", nameof(lr_lambdas));
                        }

                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var rates = new double[_groups.Length];
                        for (var i = 0; i < rates.Length; i++)
                        {
                            rates[i] = _base_lrs[i] * _factors[i](_last_epoch);
                        }

                        return rates;
                    }
                }
            }
        }
    }
}
