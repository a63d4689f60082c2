namespace EcgScaling;

/// <summary>A file or record that cannot be read as what it claims to be: says where, what was found, what is allowed and how to fix it.</summary>
public sealed class EcgDataException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file or folder; what the caller passed, so that it can be found again.</param>
    /// <param name="place">Where in it: a line, a byte offset, a column, a record; empty for the whole file.</param>
    /// <param name="found">What was found there.</param>
    /// <param name="allowed">What is allowed there.</param>
    /// <param name="fix">How to mend it.</param>
    /// <param name="innerException">The cause, where another exception says more.</param>
    public EcgDataException(string path, string place, string found, string allowed, string fix, Exception? innerException = null)
        : base($"{path}{(place.Length > 0 ? $" ({place})" : string.Empty)}: found {found}; allowed: {allowed}. {fix}", innerException)
    {
        Path = path;
        Place = place;
        Found = found;
        Allowed = allowed;
        Fix = fix;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>Where in the file, or empty.</summary>
    public string Place { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What is allowed.</summary>
    public string Allowed { get; }

    /// <summary>How to mend it.</summary>
    public string Fix { get; }
}
