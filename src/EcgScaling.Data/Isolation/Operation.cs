namespace EcgScaling.Data.Isolation;

/// <summary>What the reading process is asked for.</summary>
internal enum Operation : byte
{
    Open = 1,
    Exams = 2,
    Shape = 3,
    Read = 4,
    Hash = 5,
}
