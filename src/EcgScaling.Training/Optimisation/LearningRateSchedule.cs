namespace EcgScaling.Training.Optimisation;

/// <summary>The learning rate of each step: a pure function of the step but for the plateau, whose state is two numbers.</summary>
public sealed class LearningRateSchedule
{
    private readonly ScheduleConfig _config;
    private readonly double _peak;
    private readonly long _steps;
    private readonly long _warmUp;
    private readonly double _minimumImprovement;

    /// <summary>Makes the schedule of a run.</summary>
    /// <param name="config">The course.</param>
    /// <param name="peak">The peak rate.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="minimumImprovement">What the plateau counts as an improvement, relative to the best loss.</param>
    public LearningRateSchedule(ScheduleConfig config, double peak, long steps, double minimumImprovement = 1e-4)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _config = config;
        _peak = peak;
        _steps = steps;
        _warmUp = Math.Min(steps, config.WarmUpSteps ?? (long)Math.Round(config.WarmUp * steps));
        _minimumImprovement = minimumImprovement;
    }

    /// <summary>What the plateau has multiplied the rate with so far, and what it remembers; part of a checkpoint.</summary>
    public PlateauState Plateau { get; set; } = new(1, double.PositiveInfinity, 0);

    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    public double this[long step]
    {
        get
        {
            if (step < _warmUp)
            {
                return _peak * (step + 1) / _warmUp;
            }

            return _config.Kind switch
            {
                ScheduleKind.Constant => _peak,
                ScheduleKind.Plateau => Math.Max(_peak * _config.Floor, _peak * Plateau.Factor),
                ScheduleKind.Wsd => _peak * Decayed(_config.DecayShape, DecayedPart(step)),
                _ => _peak * Decayed(DecayShape.Cosine, (double)(step - _warmUp) / Math.Max(1, _steps - _warmUp)),
            };
        }
    }

    /// <summary>Tells the plateau a held-out loss; the other courses take no notice.</summary>
    public void Observe(double heldOutLoss)
    {
        if (_config.Kind != ScheduleKind.Plateau)
        {
            return;
        }

        if (heldOutLoss < Plateau.Best * (1 - _minimumImprovement) || double.IsPositiveInfinity(Plateau.Best))
        {
            Plateau = Plateau with { Best = heldOutLoss, Waited = 0 };
        }
        else if (Plateau.Waited + 1 > _config.PlateauPatience)
        {
            Plateau = Plateau with { Factor = Plateau.Factor * _config.PlateauFactor, Waited = 0 };
        }
        else
        {
            Plateau = Plateau with { Waited = Plateau.Waited + 1 };
        }
    }

    private double DecayedPart(long step)
    {
        var length = Math.Max(1, (long)Math.Round(_config.Decay * _steps));
        return _config.Decay == 0 ? 0 : Math.Max(0, (double)(step - (_steps - length)) / length);
    }

    private double Decayed(DecayShape shape, double part)
    {
        var remaining = shape switch
        {
            DecayShape.Linear => 1 - part,
            DecayShape.InverseRoot => 1 - Math.Sqrt(part),
            _ => 0.5 * (1 + Math.Cos(Math.PI * part)),
        };
        return _config.Floor + ((1 - _config.Floor) * remaining);
    }
}
