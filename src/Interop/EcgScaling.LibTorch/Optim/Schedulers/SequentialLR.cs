namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One scheduler after the other.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    /// <summary>Creates the scheduler.</summary>
                    /// <param name="optimizer">Whose learning rates to set.</param>
                    /// <param name="schedulers">The schedulers, all of this optimiser.</param>
                    /// <param name="milestones">The steps at which the second, third, ... begins, rising.</param>
                    /// <param name="last_epoch">The step to go on from; -1 starts anew.</param>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (_schedulers.Length == 0 || Array.Exists(_schedulers, s => !ReferenceEquals(s._optimizer, optimizer)))
                        {
                            throw new ArgumentException("SequentialLR needs schedulers of the optimiser that it is given.", nameof(schedulers));
                        }

                        if (_milestones.Length != _schedulers.Length - 1)
                        {
                            throw new ArgumentException($"{_schedulers.Length} schedulers need {_schedulers.Length - 1} milestones, not {_milestones.Length}.", nameof(milestones));
                        }

                        foreach (var group in _groups)
                        {
                            group.LearningRate = group.InitialLearningRate;
                        }

                        foreach (var scheduler in _schedulers)
                        {
                            scheduler._last_epoch--;
                        }

                        _schedulers[0].step();
                        _last_lrs = _schedulers[0]._last_lrs;
                    }

                    /// <inheritdoc/>
                    public override void step(int? epoch)
                    {
                        if (epoch is not null)
                        {
                            throw new NotSupportedException("SequentialLR goes step by step; call step() without a number.");
                        }

                        _step_count++;
                        _last_epoch++;
                        var current = 0;
                        while (current < _milestones.Length && _milestones[current] <= _last_epoch)
                        {
                            current++;
                        }

                        // A scheduler begins at its own step 0.
                        int? start = current > 0 && _milestones[current - 1] == _last_epoch ? 0 : null;
                        _schedulers[current].step(start);
                        _last_lrs = _schedulers[current]._last_lrs;
                    }
                }
            }
        }
    }
}
