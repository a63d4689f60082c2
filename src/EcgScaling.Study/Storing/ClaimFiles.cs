using System.Globalization;
using System.Text.Json;

namespace EcgScaling.Study.Storing;

/// <summary>
/// The claim files of a trial: <c>claims/000001.json</c>, <c>000002.json</c>, ... The highest number is the claim that counts. Taking a trial means
/// creating the next number, which the file system lets exactly one process do (O_CREAT with O_EXCL, atomic on local disks and NFS 3 and later); the files
/// are never deleted, so a late process cannot win with a number that was used before.
/// </summary>
internal static class ClaimFiles
{
    // A claim file is written right after it is created; one that stays empty this long belongs to a process that died in between.
    private static readonly TimeSpan EmptyGrace = TimeSpan.FromSeconds(5);

    /// <summary>The number of the claim that counts, 0 when there is none.</summary>
    public static long Latest(TrialFolder folder)
    {
        var latest = 0L;
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder.ClaimsPath, "*.json"))
            {
                if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    latest = Math.Max(latest, number);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }

        return latest;
    }

    /// <summary>Creates the claim of this number; false when another process has it.</summary>
    public static bool TryCreate(TrialFolder folder, long generation, ClaimRecord record)
    {
        Directory.CreateDirectory(folder.ClaimsPath);
        FileStream stream;
        try
        {
            stream = new FileStream(PathOf(folder, generation), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException) when (File.Exists(PathOf(folder, generation)))
        {
            return false;
        }

        using (stream)
        {
            JsonSerializer.Serialize(stream, record, StudyJson.Options);
        }

        return true;
    }

    /// <summary>Replaces the content of a claim that is held.</summary>
    public static void Rewrite(TrialFolder folder, long generation, ClaimRecord record)
    {
        // Not flushed to the device: a heartbeat that a power cut loses is a heartbeat that is missing, nothing more.
        var temporary = Path.Combine(folder.ClaimsPath, string.Create(CultureInfo.InvariantCulture, $".{generation}-{Guid.NewGuid():N}.tmp"));
        try
        {
            File.WriteAllText(temporary, StudyJson.Write(record));
            File.Move(temporary, PathOf(folder, generation), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>What a claim says; null while it is being written, or when its writer died before writing it.</summary>
    public static ClaimRecord? Read(TrialFolder folder, long generation)
    {
        var text = TrialFolder.ReadText(PathOf(folder, generation));
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ClaimRecord>(text, StudyJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether somebody holds the claim: not released, its lease not run out, its process not known to be dead.</summary>
    public static bool IsHeld(TrialFolder folder, long generation, ClaimRecord? record, StoreClock clock)
    {
        if (record is { Released: true } || record?.Holder.IsKnownDead() == true)
        {
            return false;
        }

        var lease = record is null ? EmptyGrace : TimeSpan.FromSeconds(record.LeaseSeconds);
        return clock.Now - File.GetLastWriteTimeUtc(PathOf(folder, generation)) <= lease;
    }

    private static string PathOf(TrialFolder folder, long generation) =>
        Path.Combine(folder.ClaimsPath, generation.ToString("D6", CultureInfo.InvariantCulture) + ".json");
}
