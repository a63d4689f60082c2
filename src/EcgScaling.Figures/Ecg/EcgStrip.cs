namespace EcgScaling.Figures.Ecg;

/// <summary>One lead over one stretch of time; lead -1 was not recorded.</summary>
internal readonly record struct EcgStrip(int Lead, string Name, double From, double Seconds);
