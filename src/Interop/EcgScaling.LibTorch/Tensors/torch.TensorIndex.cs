namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of Python's tensor indexing: a place, a slice, an ellipsis, a new dimension, a truth value or a tensor.</summary>
    public readonly struct TensorIndex
    {
        /// <summary>As many whole dimensions as are missing (Python's <c>...</c>).</summary>
        public static readonly TensorIndex Ellipsis = new(Kind.Ellipsis);

        /// <summary>A new dimension of size 1 (Python's <c>None</c>).</summary>
        public static readonly TensorIndex None = new(Kind.NewDimension);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = new(Kind.NewDimension);

        /// <summary>A whole dimension (Python's <c>:</c>).</summary>
        public static readonly TensorIndex Colon = Slice();

        private TensorIndex(Kind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            Type = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Values = tensor;
        }

        internal enum Kind
        {
            NewDimension,
            Single,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal Kind Type { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Values { get; }

        /// <summary>A place; negative counts from the end.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A slice, the end excluded.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>A slice, the end excluded.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A place, maybe from the end.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Never to be used: it is there so that the compiler tells the two kinds of index lists apart, as in TorchSharp.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("A TensorIndex is no tensor.");

        /// <summary>From start to stop (excluded) in steps; what is left out is the whole dimension.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        /// <summary>A slice, the end excluded.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, (long?)range.end);

        /// <summary>A slice, the end excluded.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        /// <summary>A new dimension with everything (true) or nothing (false) in it.</summary>
        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        /// <summary>A place; negative counts from the end.</summary>
        public static TensorIndex Single(long? index) => new(Kind.Single, index);

        /// <summary>Places or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            return new(Kind.Tensor, tensor: tensor);
        }
    }
}
