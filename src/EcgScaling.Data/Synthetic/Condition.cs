namespace EcgScaling.Data.Synthetic;

/// <summary>The conditions a synthetic heart may have, in the order of <see cref="SyntheticLabels.All"/>.</summary>
[Flags]
internal enum Condition
{
    None = 0,
    FirstDegreeBlock = 1,
    RightBundleBlock = 2,
    LeftBundleBlock = 4,
    SinusBradycardia = 8,
    AtrialFibrillation = 16,
    SinusTachycardia = 32,
    Hypertrophy = 64,
    InferiorInfarct = 128,
    AnteriorInfarct = 256,
    VentricularExtrasystoles = 512,
    LongQt = 1024,
    LowVoltage = 2048,
}
