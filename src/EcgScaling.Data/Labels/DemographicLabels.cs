namespace EcgScaling.Data.Labels;

/// <summary>Labels that every source can give, whatever its own are; see <see cref="LabelExtensions"/>.</summary>
public static class DemographicLabels
{
    /// <summary>Age in years, NaN where not known.</summary>
    public const string Age = "age";

    /// <summary>1 for men, 0 for women, NaN where not known.</summary>
    public const string Sex = "sex";
}
