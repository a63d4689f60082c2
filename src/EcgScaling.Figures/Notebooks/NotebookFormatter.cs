namespace EcgScaling.Figures.Notebooks;

/// <summary>Writes a value in one media type.</summary>
public sealed class NotebookFormatter
{
    private readonly Func<object, string?> _format;

    internal NotebookFormatter(string mimeType, Func<object, string?> format)
    {
        MimeType = mimeType;
        _format = format;
    }

    /// <summary>The media type, such as <c>text/html</c>.</summary>
    public string MimeType { get; }

    /// <summary>Writes the value, or returns false where it has no such form.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(writer);
        if (_format(instance) is not { } text)
        {
            return false;
        }

        writer.Write(text);
        return true;
    }
}
