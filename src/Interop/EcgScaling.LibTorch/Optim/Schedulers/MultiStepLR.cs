namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate times gamma at given steps.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    /// <summary>Creates the scheduler.</summary>
                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _milestones = [.. milestones];
                        _gamma = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var times = Array.FindAll(_milestones, m => m == _last_epoch).Length;
                        return EachGroup(lr => times == 0 ? lr : lr * Math.Pow(_gamma, times));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                    {
                        var passed = Array.FindAll(_milestones, m => m <= _last_epoch).Length;
                        return EachBase(lr => lr * Math.Pow(_gamma, passed));
                    }
                }
            }
        }
    }
}
