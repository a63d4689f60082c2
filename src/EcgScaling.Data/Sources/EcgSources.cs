using System.Globalization;
using EcgScaling.Data.Cinc;
using EcgScaling.Data.Code;
using EcgScaling.Data.CodeFull;
using EcgScaling.Data.CodeTest;
using EcgScaling.Data.EchoNext;
using EcgScaling.Data.Ludb;
using EcgScaling.Data.Mimic;
using EcgScaling.Data.PtbXl;
using EcgScaling.Data.SamiTrop;
using EcgScaling.Data.Sph;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data;

/// <summary>Opens a data set by looking at what is there.</summary>
public static class EcgSources
{
    private static readonly Format[] All =
    [
        new("code-test", "ecg_tracings.hdf5 with annotations/ (CODE-test)", CodeTestSource.IsHere, (path, how) => CodeTestSource.Open(path, new CodeTestOptions { Strict = how.Strict })),
        new("samitrop", "exams.csv without the labels of CODE, with exams.hdf5 (SaMi-Trop)", SamiTropSource.IsHere, (path, how) => SamiTropSource.Open(path, new CodeShardOptions { Strict = how.Strict })),
        new("code", "exams.csv with exams_part*.hdf5 (CODE-15%, shards of this library)", CodeShardSource.IsCodeFolder, (path, how) => CodeShardSource.Open(path, new CodeShardOptions { Strict = how.Strict })),
        new("ptbxl-z", "ptbxl_z_*.h5 with labels_cinc27.csv (standardised PTB-XL subset)", PtbXlStandardisedSource.IsHere, (path, how) => PtbXlStandardisedSource.Open(path, how.Strict)),
        new("ptbxl", "ptbxl_database.csv with records500/ or records100/ (PTB-XL)", PtbXlSource.IsHere, (path, how) => PtbXlSource.Open(path, options: how)),
        new("sph", "metadata.csv with *.h5 files (SPH)", SphSource.IsHere, (path, how) => SphSource.Open(path, how.Strict)),
        new("ludb", "ludb.csv with WFDB records in data/ (LUDB)", LudbSource.IsHere, (path, how) => LudbSource.Open(path, how)),
        new("mimic", "record_list.csv with the WFDB records it names (MIMIC-IV-ECG)", MimicSource.IsHere, (path, how) => MimicSource.Open(path, new MimicOptions { Records = how })),
        new("echonext", "EchoNext_metadata_100k.csv with EchoNext_*_waveforms.npy (EchoNext)", EchoNextSource.IsHere, (path, how) => EchoNextSource.Open(path, new EchoNextOptions { Strict = how.Strict })),
        new("code-full", "annotations.csv with wfdb/RECORDS.txt (full CODE)", CodeFullSource.IsHere, (path, how) => CodeFullSource.Open(path, new CodeFullOptions { Records = how })),
        new("cinc", ".hea with .mat files and Dx comments (PhysioNet/CinC 2020, 2021)", CincSource.IsHere, (path, how) => CincSource.Open(path, how)),
        new("wfdb", "any WFDB records (.hea)", WfdbSource.IsHere, (path, how) => WfdbSource.Open(path, how)),
    ];

    /// <summary>The formats that can be opened: a short name, and what their folders hold.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Formats { get; } =
        [.. All.Select(format => KeyValuePair.Create(format.Name, format.Signs)), KeyValuePair.Create("synthetic", "synthetic[:site[:count[:seed]]] instead of a path")];

    /// <summary>Opens a folder, or the generator with <c>synthetic[:site[:count[:seed]]]</c>.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="format">One of <see cref="Formats"/>; null finds out.</param>
    /// <param name="verifyChecksums">Whether a record whose checksum is wrong is refused when it is read.</param>
    /// <param name="strict">Whether the first exam that cannot be used throws instead of going to the quarantine report.</param>
    /// <exception cref="EcgDataException">Nothing known is there; the message lists what was looked for. Or what is there cannot be read.</exception>
    public static IEcgSource Open(string path, string? format = null, bool verifyChecksums = true, bool strict = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path == "synthetic" || path.StartsWith("synthetic:", StringComparison.Ordinal))
        {
            return OpenSynthetic(path);
        }

        if (!Path.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such folder", "a folder with a data set, or synthetic[:site[:count[:seed]]]", "Check the path.");
        }

        var how = new WfdbOptions { VerifyChecksums = verifyChecksums, Strict = strict };
        if (format is not null)
        {
            return (All.FirstOrDefault(candidate => candidate.Name == format)
                ?? throw new EcgDataException(path, "format", $"'{format}'", string.Join(", ", All.Select(candidate => candidate.Name)), "Choose one of them, or none to let it be found.")).Open(path, how);
        }

        return (All.FirstOrDefault(candidate => candidate.Is(path))
            ?? throw new EcgDataException(
                path, string.Empty, "no data set that is known", string.Join("; ", All.Select(candidate => $"{candidate.Name}: {candidate.Signs}")),
                "Check that the folder is the one the files lie in.")).Open(path, how);
    }

    private static SyntheticEcgSource OpenSynthetic(string text)
    {
        var parts = text.Split(':');
        try
        {
            return new SyntheticEcgSource(new SyntheticOptions
            {
                Site = parts.Length > 1 ? SyntheticSite.Named(parts[1]) : SyntheticSite.Telehealth,
                Count = parts.Length > 2 ? int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture) : new SyntheticOptions().Count,
                Seed = parts.Length > 3 ? ulong.Parse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture) : 0,
            });
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            throw new EcgDataException(text, string.Empty, error.Message, "synthetic[:site[:count[:seed]]], for example synthetic:hospital:5000:1", "Mend the text.", error);
        }
    }

    private sealed record Format(string Name, string Signs, Func<string, bool> Is, Func<string, WfdbOptions, IEcgSource> Open);
}
