using System.Text;

namespace EcgScaling.Figures.Reports;

internal static class FileNames
{
    /// <summary>A file name made from a title: lower-case ASCII letters, digits and hyphens, at most 60 characters.</summary>
    public static string Of(string title)
    {
        var name = new StringBuilder();
        foreach (char c in title)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(char.ToLowerInvariant(c));
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }

            if (name.Length == 60)
            {
                break;
            }
        }

        string text = name.ToString().Trim('-');
        return text.Length == 0 ? "figure" : text;
    }
}
