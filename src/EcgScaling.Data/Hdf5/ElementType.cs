namespace EcgScaling.Data.Hdf5;

/// <summary>The element types that are read without the library.</summary>
internal enum ElementType
{
    /// <summary>Any other, left to the library's conversion.</summary>
    Other,
    Float16,
    Float32,
    Float64,
    Int8,
    Int16,
    Int32,
    UInt8,
    UInt16,
    UInt32,
}
