namespace HDF.PInvoke;

/// <summary>Filters of chunked datasets (C prefix <c>H5Z</c>).</summary>
public static class H5Z
{
    /// <summary>Registered filters.</summary>
    public enum filter_t
    {
        /// <summary>Failure.</summary>
        ERROR = -1,

        /// <summary>No filter.</summary>
        NONE = 0,

        /// <summary>gzip's deflate.</summary>
        DEFLATE = 1,

        /// <summary>Bytes of equal significance side by side.</summary>
        SHUFFLE = 2,

        /// <summary>A checksum.</summary>
        FLETCHER32 = 3,

        /// <summary>szip.</summary>
        SZIP = 4,

        /// <summary>Packed bits.</summary>
        NBIT = 5,

        /// <summary>Scale and offset.</summary>
        SCALEOFFSET = 6,
    }
}
