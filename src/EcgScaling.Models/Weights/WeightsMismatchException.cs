namespace EcgScaling.Models.Weights;

/// <summary>The tensors of a file do not fit the module; <see cref="Report"/> says which.</summary>
public sealed class WeightsMismatchException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public WeightsMismatchException(string path, LoadReport report)
        : base($"{path}: the weights do not fit the module; nothing was changed. {report}{Environment.NewLine}Build the module with the file's configuration, rename keys, or load with strict: false to take what fits.")
    {
        Path = path;
        Report = report;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What fits and what does not.</summary>
    public LoadReport Report { get; }
}
