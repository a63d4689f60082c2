using System.IO.Compression;
using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>Makes tensors of the storages in a PyTorch archive. The last storage stays in memory, since tensors may share one.</summary>
internal sealed class TensorBytes(ZipArchive archive, string folder, string path)
{
    private (string Key, byte[] Bytes)? _last;

    internal Tensor Read(string name, PickleTensor tensor)
    {
        EcgDataException Bad(string found, string allowed) => new(path, name, found, allowed, PyTorchFile.Fix);

        var elementBytes = StoredType.BytesOf(tensor.Storage.Type);
        if (!SafetensorsHeader.TryBytes(tensor.Shape, elementBytes, out var bytes) || bytes > int.MaxValue)
        {
            throw Bad($"shape ({string.Join(", ", tensor.Shape)})", "a tensor below 2 GiB");
        }

        if (bytes > 0 && LastElement(tensor) is var last && (last < 0 || last >= tensor.Storage.Elements))
        {
            throw Bad($"shape ({string.Join(", ", tensor.Shape)}) with strides ({string.Join(", ", tensor.Strides)}) from element {tensor.Offset}", $"elements within the storage's {tensor.Storage.Elements}");
        }

        var entry = archive.GetEntry($"{folder}data/{tensor.Storage.Key}") ?? throw Bad($"no storage '{tensor.Storage.Key}'", $"the entry {folder}data/{tensor.Storage.Key}");
        if (entry.Length / elementBytes < tensor.Storage.Elements)
        {
            throw Bad($"{entry.Length} bytes in {entry.FullName}", $"{tensor.Storage.Elements} elements of {elementBytes} bytes");
        }

        var source = Storage(tensor.Storage.Key, entry);
        if (source.Length / elementBytes < tensor.Storage.Elements)
        {
            throw Bad($"{source.Length} bytes in {entry.FullName}", $"{tensor.Storage.Elements} elements of {elementBytes} bytes");
        }

        var result = empty(tensor.Shape, dtype: tensor.Storage.Type).DetachFromDisposeScope();
        if (bytes > 0)
        {
            Gather(source, tensor, elementBytes, result.bytes);
        }

        return result;
    }

    private byte[] Storage(string key, ZipArchiveEntry entry)
    {
        if (_last is not { } last || last.Key != key)
        {
            _last = last = (key, PyTorchFile.ReadWhole(entry, int.MaxValue, path));
        }

        return last.Bytes;
    }

    /// <summary>The greatest element index, or -1 where it does not fit 63 bits.</summary>
    private static long LastElement(PickleTensor tensor)
    {
        Int128 last = tensor.Offset;
        for (var axis = 0; axis < tensor.Shape.Length; axis++)
        {
            last += (Int128)(tensor.Shape[axis] - 1) * tensor.Strides[axis];
        }

        return last <= long.MaxValue ? (long)last : -1;
    }

    private static void Gather(byte[] source, PickleTensor tensor, int elementBytes, Span<byte> target)
    {
        if (IsContiguous(tensor))
        {
            source.AsSpan(checked((int)(tensor.Offset * elementBytes)), target.Length).CopyTo(target);
            return;
        }

        var index = new long[tensor.Shape.Length];
        for (var at = 0; at < target.Length; at += elementBytes)
        {
            var element = tensor.Offset;
            for (var axis = 0; axis < index.Length; axis++)
            {
                element += index[axis] * tensor.Strides[axis];
            }

            source.AsSpan((int)(element * elementBytes), elementBytes).CopyTo(target[at..]);
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == tensor.Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }

    private static bool IsContiguous(PickleTensor tensor)
    {
        var expected = 1L;
        for (var axis = tensor.Shape.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Shape[axis] != 1 && tensor.Strides[axis] != expected)
            {
                return false;
            }

            expected *= tensor.Shape[axis];
        }

        return true;
    }
}
