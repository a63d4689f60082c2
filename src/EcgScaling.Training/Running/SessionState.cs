namespace EcgScaling.Training.Running;

/// <summary>What changes from step to step besides the tensors.</summary>
internal sealed class SessionState
{
    public long Step { get; set; }

    public long Records { get; set; }

    public double LastLoss { get; set; } = double.NaN;

    public double HeldOutLoss { get; set; } = double.NaN;

    public long EvaluatedStep { get; set; }

    public double BestLoss { get; set; } = double.PositiveInfinity;

    public long BestStep { get; set; }

    public int Waited { get; set; }

    public double StopBest { get; set; } = double.PositiveInfinity;

    public double TailSum { get; set; }

    public long TailCount { get; set; }

    public double LineSum { get; set; }

    public int LineCount { get; set; }
}
