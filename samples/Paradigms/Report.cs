using System.Globalization;

namespace EcgScaling.Samples.Paradigms;

/// <summary>What a sample measured on held-out patients. The probe's loss is the mean cross-entropy of the twelve labels in nats.</summary>
internal sealed record Report(
    string Paradigm,
    string Family,
    long Parameters,
    ulong Seed,
    long Steps,
    double Loss,
    double TrivialLoss,
    string Unit,
    double UntrainedProbeLoss,
    double ProbeLoss,
    double UntrainedProbeAuroc,
    double ProbeAuroc,
    double SecondsPerStep)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Paradigm} on a {Family} of {Parameters:N0} parameters, {Steps} steps, seed {Seed}
          held-out loss  {Loss:F4} {Unit}; without learning {TrivialLoss:F4}
          linear probe   {ProbeLoss:F4} nats per label, macro AUROC {ProbeAuroc:F3}; before training {UntrainedProbeLoss:F4}, {UntrainedProbeAuroc:F3}
        """);
}
