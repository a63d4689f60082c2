using EcgScaling.Study.Running;

namespace EcgScaling.Study.Launching;

/// <summary>Words as a POSIX shell reads them back.</summary>
internal static class ShellText
{
    public static string Quote(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_' or '=' or '%' or ':')
        ? word
        // Single quotes keep everything but single quotes.
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Of(WorkerCommand command, params IEnumerable<string> arguments) => string.Join(' ', new[] { command.Program }.Concat(command.Arguments).Concat(arguments).Select(Quote));

    /// <summary>Writes a script that can be started.</summary>
    public static void WriteScript(string path, string text)
    {
        AtomicFile.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
