using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape.</summary>
    public readonly struct Size : IEnumerable<long>, IEquatable<Size>
    {
        /// <summary>The shape of a single number.</summary>
        public static readonly Size Empty = new([]);

        private readonly long[]? _shape;

        /// <summary>A shape from its sizes.</summary>
        public Size(long[] shape)
        {
            ArgumentNullException.ThrowIfNull(shape);
            _shape = [.. shape];
        }

        /// <summary>A shape from its sizes.</summary>
        public Size(IEnumerable<long> shape) => _shape = [.. shape];

        /// <summary>A shape of one dimension.</summary>
        public Size(long size) => _shape = [size];

        /// <summary>A shape of two dimensions.</summary>
        public Size((long, long) size) => _shape = [size.Item1, size.Item2];

        /// <summary>A shape of three dimensions.</summary>
        public Size((long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of four dimensions.</summary>
        public Size((long, long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>The sizes.</summary>
        public long[] Shape => _shape ?? [];

        /// <summary>How many dimensions.</summary>
        public int Length => Shape.Length;

        /// <summary>Whether there is no dimension.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether there is no dimension.</summary>
        public bool IsScalar => IsEmpty;

        /// <summary>The size of a dimension; negative counts from the last.</summary>
        public long this[int idx] => Shape[idx < 0 ? idx + Length : idx];

        /// <summary>A shape of one dimension.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>A shape of two dimensions.</summary>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>A shape of three dimensions.</summary>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>A shape of four dimensions.</summary>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>A shape from its sizes.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>Whether the sizes are equal.</summary>
        public static bool operator ==(Size left, Size right) => left.Equals(right);

        /// <summary>Whether the sizes differ.</summary>
        public static bool operator !=(Size left, Size right) => !left.Equals(right);

        /// <summary>The number of elements.</summary>
        public long numel()
        {
            long product = 1;
            foreach (var size in Shape)
            {
                product = checked(product * size);
            }

            return product;
        }

        /// <inheritdoc/>
        public bool Equals(Size other) => Shape.AsSpan().SequenceEqual(other.Shape);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var size in Shape)
            {
                hash.Add(size);
            }

            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
