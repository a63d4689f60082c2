using EcgScaling.Data;
using EcgScaling.Data.Code;

namespace EcgScaling.Study.Preparing;

/// <summary>Opens a folder of records by what it holds.</summary>
internal static class RecordFolder
{
    /// <exception cref="EcgDataException">The folder holds no records in a known layout.</exception>
    public static IEcgSource Open(string path) => CodeShardSource.IsCodeFolder(path)
        ? CodeShardSource.Open(path)
        : throw new EcgDataException(path, string.Empty, "no exams.csv with HDF5 shards", "a folder of CODE-layout shards", "Give the folder that holds exams.csv, or write the records as shards first.");
}
