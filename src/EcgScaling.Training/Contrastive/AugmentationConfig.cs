namespace EcgScaling.Training.Contrastive;

/// <summary>
/// Random changes that keep what a tracing shows: each view is cropped and stretched back, scaled, blanked for a while, loses leads and gets noise.
/// Crop and blanking are those of the SimCLR study of Mehari and Strodthoff 2022, lead loss that of Oh et al. 2022.
/// </summary>
public sealed record AugmentationConfig
{
    /// <summary>The shortest part of the tracing that a view shows.</summary>
    /// <value>Default: 0.5.</value>
    public double CropMinimum { get; init; } = 0.5;

    /// <summary>
    /// Whether the part is stretched back to the whole length; otherwise it keeps its pace and the rest of the view is zero. Stretching makes
    /// features blind to rates and intervals, which most diagnoses rest on.
    /// </summary>
    /// <value>Default: false; true in Mehari and Strodthoff 2022.</value>
    public bool Stretch { get; init; }

    /// <summary>The longest stretch that is blanked, as a part of the view; the length is uniform from half of it.</summary>
    /// <value>Default: 0.4.</value>
    public double TimeOut { get; init; } = 0.4;

    /// <summary>The amplitude is multiplied by a factor from [1 - s, 1 + s], one for all leads.</summary>
    /// <value>Default: 0.2.</value>
    public double Scale { get; init; } = 0.2;

    /// <summary>Probability with which each lead is blanked.</summary>
    /// <value>Default: 0.2.</value>
    public double LeadLoss { get; init; } = 0.2;

    /// <summary>Standard deviation of white noise, in the unit of the input.</summary>
    /// <value>Default: 0.01.</value>
    public double Noise { get; init; } = 0.01;

    internal void Validate(List<string> problems)
    {
        if (!(CropMinimum > 0 && CropMinimum <= 1))
        {
            problems.Add($"Augmentation.CropMinimum is {CropMinimum}; it lies in (0, 1], 1 turning cropping off.");
        }

        foreach (var (name, value) in new[] { (nameof(TimeOut), TimeOut), (nameof(Scale), Scale), (nameof(LeadLoss), LeadLoss) })
        {
            if (!(value >= 0 && value < 1))
            {
                problems.Add($"Augmentation.{name} is {value}; it lies in [0, 1), 0 turning it off.");
            }
        }

        if (!(Noise >= 0 && double.IsFinite(Noise)))
        {
            problems.Add($"Augmentation.Noise is {Noise}; it is zero or more.");
        }
    }
}
