using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

/// <summary>Carries out Python's indexing: places, slices and new dimensions as views, one after another, then all index tensors at once.</summary>
internal static class IndexPath
{
    internal static torch.Tensor Follow(
        torch.Tensor tensor,
        ReadOnlySpan<torch.TensorIndex> indices,
        Func<torch.Tensor, torch.Tensor?[]?, torch.Tensor> finish,
        bool keepsResult = true)
    {
        var view = tensor.alias();
        List<torch.Tensor?>? tensors = null;
        List<torch.Tensor>? made = null;
        try
        {
            long dim = 0;
            var given = 0;
            var ellipses = 0;
            foreach (var index in indices)
            {
                given += Consumes(index);
                ellipses += index.Type == torch.TensorIndex.Kind.Ellipsis ? 1 : 0;
            }

            var rank = tensor.Dimensions;
            if (given > rank)
            {
                throw new ArgumentException($"Too many indices: {given} for {rank} dimensions.", nameof(indices));
            }

            if (ellipses > 1)
            {
                throw new ArgumentException("An index can have one ellipsis only.", nameof(indices));
            }

            foreach (var index in indices)
            {
                switch (index.Type)
                {
                    case torch.TensorIndex.Kind.Single:
                        Replace(ref view, Aten.SelectInt.Tensor(view, dim, index.Start ?? throw new ArgumentException("A single index is null.", nameof(indices))));
                        break;
                    case torch.TensorIndex.Kind.Slice:
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                        {
                            if (index.Step is <= 0)
                            {
                                throw new ArgumentException($"The step of a slice must be positive, not {index.Step}: flip goes backwards.", nameof(indices));
                            }

                            Replace(ref view, Aten.SliceTensor.Tensor(view, dim, index.Start, index.Stop, index.Step ?? 1));
                        }

                        dim++;
                        break;
                    case torch.TensorIndex.Kind.Ellipsis:
                        dim += rank - given;
                        break;
                    case torch.TensorIndex.Kind.NewDimension:
                        Replace(ref view, Aten.Unsqueeze.Tensor(view, dim++));
                        break;
                    case torch.TensorIndex.Kind.Bool:
                        Replace(ref view, Aten.Unsqueeze.Tensor(view, dim));
                        var one = index.Start == 1 ? torch.zeros(1, torch.ScalarType.Int64) : torch.empty(0, torch.ScalarType.Int64);
                        (made ??= []).Add(one);
                        PutTensor(ref tensors, dim++, one);
                        break;
                    case torch.TensorIndex.Kind.Tensor:
                        PutTensor(ref tensors, dim, index.Values!);
                        dim += Consumes(index);
                        break;
                }
            }

            var result = finish(view, tensors?.ToArray());
            if (!ReferenceEquals(result, view))
            {
                view.Dispose();
            }
            else if (!keepsResult)
            {
                view.Dispose();
            }

            return result;
        }
        catch
        {
            view.Dispose();
            throw;
        }
        finally
        {
            made?.ForEach(tensor => tensor.Dispose());
        }
    }

    // A mask of n dimensions stands for n dimensions; any other index tensor for one.
    private static int Consumes(in torch.TensorIndex index) => index.Type switch
    {
        torch.TensorIndex.Kind.Single or torch.TensorIndex.Kind.Slice => 1,
        torch.TensorIndex.Kind.Tensor => index.Values!.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte ? (int)index.Values.Dimensions : 1,
        _ => 0,
    };

    // aten::index counts a mask as one entry, however many dimensions it stands for.
    private static void PutTensor(ref List<torch.Tensor?>? tensors, long dim, torch.Tensor tensor)
    {
        tensors ??= [];
        var covered = 0L;
        foreach (var earlier in tensors)
        {
            covered += earlier is { dtype: torch.ScalarType.Bool or torch.ScalarType.Byte } mask ? mask.Dimensions : 1;
        }

        for (; covered < dim; covered++)
        {
            tensors.Add(null);
        }

        tensors.Add(tensor);
    }

    private static void Replace(ref torch.Tensor view, torch.Tensor next)
    {
        view.Dispose();
        view = next;
    }
}
