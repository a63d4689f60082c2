namespace EcgScaling.Data.Isolation;

/// <summary>How the reading process answers.</summary>
internal enum Answer : byte
{
    Done = 1,

    /// <summary>An <see cref="EcgDataException"/>.</summary>
    BadData = 2,

    /// <summary>Another exception: its type and message.</summary>
    Failed = 3,
}
