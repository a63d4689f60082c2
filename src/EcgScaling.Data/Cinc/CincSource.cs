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
    /// <exception cref="EcgDataException">There is none.</exception>
    public static WfdbSource Open(string folder, WfdbOptions? options = null) => WfdbSource.Open(folder, new CincDialect(), options);
}
