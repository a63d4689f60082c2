using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Cinc;

/// <summary>Opens PhysioNet/CinC challenge records (CPSC2018, CPSC-Extra, INCART, PTB, PTB-XL, Georgia, Chapman-Shaoxing, Ningbo).</summary>
public static class CincSource
{
    /// <summary>Whether a folder holds such records: a header with MATLAB signals and a Dx comment.</summary>
    public static bool IsHere(string folder)
    {
        var header = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (header is null || !File.Exists(Path.ChangeExtension(header, ".mat")))
        {
            return false;
        }

        try
        {
            return WfdbHeaderReader.Read(header).Comment("Dx") is not null;
        }
        catch (EcgDataException)
        {
            return false;
        }
    }

    /// <summary>Opens the records of a folder and the folders below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How records are read; null for the defaults.</param>
    /// <param name="parts">Which of <see cref="CincParts"/> to take; null takes every record.</param>
    /// <exception cref="ArgumentException">A part is none of <see cref="CincParts.All"/>.</exception>
    /// <exception cref="EcgDataException">There is no record.</exception>
    public static WfdbSource Open(string folder, WfdbOptions? options = null, IReadOnlyList<string>? parts = null)
    {
        if (parts?.FirstOrDefault(part => !CincParts.All.Contains(part)) is { } unknown)
        {
            throw new ArgumentException($"There is no part '{unknown}'; there are {string.Join(", ", CincParts.All)}.", nameof(parts));
        }

        return WfdbSource.Open(folder, new CincDialect(parts), options);
    }
}
