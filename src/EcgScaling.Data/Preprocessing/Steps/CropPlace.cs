namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>Which part of a tracing a crop keeps.</summary>
internal enum CropPlace
{
    /// <summary>The middle of the tracing, padding included.</summary>
    Centre,

    /// <summary>From the first recorded sample on.</summary>
    Start,

    /// <summary>The middle of the recorded samples.</summary>
    Valid,
}
