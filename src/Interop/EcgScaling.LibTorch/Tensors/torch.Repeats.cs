using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Repeated along every dimension, missing ones in front.</summary>
    public static Tensor tile(Tensor input, long[] reps) => Aten.Tile.Tensor(input, reps);

    /// <summary>Dimensions of size 1 repeated without copying.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => Aten.BroadcastTo.Tensor(input, shape);

    /// <summary>Every element repeated, as often as said for it.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        Aten.RepeatInterleaveSelfTensor.Tensor(input, repeats, dim, output_size);

    /// <summary>Every element repeated.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        Aten.RepeatInterleaveSelfInt.Tensor(input, repeats, dim, output_size);

    /// <summary>Grids of coordinates.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.MeshgridIndexing.Tensors(TensorList(tensors), indexing);

    /// <summary>Tensors expanded to their common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.BroadcastTensors.Tensors(tensors);
}
