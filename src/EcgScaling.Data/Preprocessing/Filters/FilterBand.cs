namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>Which frequencies a filter lets through.</summary>
internal enum FilterBand
{
    Low,
    High,
    Band,
}
