using System.Diagnostics;

namespace EcgScaling.Study.Tests.Reporting;

/// <summary>A test in Debian's Chromium; skipped, with that reason, where it is not installed.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string? s_browser = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public ChromiumFactAttribute()
    {
        if (s_browser is null)
        {
            Skip = "needs a Chromium (Debian: chromium)";
        }
    }

    /// <summary>Opens a file; the document as the browser holds it, and what the browser wrote.</summary>
    public static (string Dom, string Log) Open(string path, string profile)
    {
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--enable-logging=stderr",
            $"--user-data-dir={profile}", "--dump-dom", new Uri(Path.GetFullPath(path)).AbsoluteUri,
        ];
        using var process = Process.Start(new ProcessStartInfo(s_browser!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (dom, log) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (dom.Result, log.Result);
    }
}
