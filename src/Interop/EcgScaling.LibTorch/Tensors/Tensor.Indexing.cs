using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Part of the tensor, as between Python's brackets: a view, unless tensors are among the indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>Elements at the places of index tensors, or where masks are true.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>A slice of the first dimension.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Aten.SelectInt.Tensor(this, 0, i1);
            set => PutAt(value, [i1]);
        }

        /// <summary>The part at two indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => PutAt(value, [i1, i2]);
        }

        /// <summary>The part at three indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => PutAt(value, [i1, i2, i3]);
        }

        /// <summary>The part at four indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => PutAt(value, [i1, i2, i3, i4]);
        }

        /// <summary>The part at five indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At([i1, i2, i3, i4, i5]);
            set => PutAt(value, [i1, i2, i3, i4, i5]);
        }

        /// <summary>The part at six indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At([i1, i2, i3, i4, i5, i6]);
            set => PutAt(value, [i1, i2, i3, i4, i5, i6]);
        }

        /// <summary>The part at several indices.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => PutAt(value, indices);
        }

        /// <summary>Every step-th slice of a dimension from start to finish (excluded), without copying.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Aten.SliceTensor.Tensor(this, dim, start, finish, step);

        /// <summary>Part of the tensor, as between Python's brackets: a view, unless tensors are among the indices.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            return IndexPath.Follow(this, indices, (view, tensors) => tensors is null ? view : Aten.IndexTensor.Tensor(view, tensors));
        }

        /// <summary>Elements at the places of index tensors, or where masks are true; null stands for a whole dimension.</summary>
        public Tensor index(params Tensor[] indices) => Aten.IndexTensor.Tensor(this, indices);

        /// <summary>Sets part of the tensor, as in Python's <c>tensor[...] = value</c>.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Sets part of the tensor, or adds to it.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            ArgumentNullException.ThrowIfNull(value);
            ArgumentNullException.ThrowIfNull(indices);
            IndexPath.Follow(this, indices, (view, tensors) =>
            {
                if (tensors is not null)
                {
                    Aten.IndexPutInPlace.Void(view, tensors, value, accumulate);
                }
                else if (accumulate)
                {
                    Aten.AddInPlaceTensor.Void(view, value);
                }
                else
                {
                    Aten.CopyInPlace.Void(view, value);
                }

                return view;
            }, keepsResult: false);
            return this;
        }

        /// <summary>Sets elements at the places of index tensors, or where masks are true.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => Aten.IndexPutInPlace.InPlace(this, indices, value);

        /// <summary>Sets elements at the places of index tensors, or adds to them.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Aten.IndexPutInPlace.InPlace(this, indices, value, accumulate);

        /// <summary>Sets part of the tensor to a number.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scalar = Single(value);
            return index_put_(scalar, indices, false);
        }

        /// <summary>Sets elements at the places of index tensors, or where masks are true, to a number.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var scalar = Single(value);
            return index_put_(scalar, indices, false);
        }

        private Tensor Single(Scalar value) => full((long[])[], value, dtype, device);

        private Tensor At(long[] indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            var view = this;
            foreach (var index in indices)
            {
                var next = Aten.SelectInt.Tensor(view, 0, index);
                if (!ReferenceEquals(view, this))
                {
                    view.Dispose();
                }

                view = next;
            }

            return ReferenceEquals(view, this) ? alias() : view;
        }

        private void PutAt(Tensor value, long[] indices)
        {
            using var view = At(indices);
            Aten.CopyInPlace.Void(view, value);
        }
    }
}
