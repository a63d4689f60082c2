using System.Globalization;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>
/// The memory of a process with all its children. A page that several of them share counts once (Linux's proportional set), so that loaders in processes of their own and loaders in
/// threads can be compared: the resident set of one process leaves out what its loaders hold, and the sum over processes counts shared pages again and again.
/// </summary>
internal static class ProcessTree
{
    public static long ProportionalBytes(int root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToLookup(ParentOf);
        var (waiting, bytes) = (new Stack<int>([root]), 0L);
        while (waiting.TryPop(out var process))
        {
            bytes += BytesOf(process);
            foreach (var child in children[process])
            {
                waiting.Push(child);
            }
        }

        return bytes;
    }

    // The name, in brackets, may hold anything; the state and the parent follow its last bracket.
    private static int ParentOf(int process) => Read(process, "stat") is { Length: > 0 } text ? int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static long BytesOf(int process)
    {
        var line = Read(process, "smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    // A process may end at any moment; then it holds nothing.
    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
