using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using EcgScaling.LibTorch.Native;
using TorchSharp;

namespace EcgScaling.LibTorch.Dispatch;

/// <summary>
/// An operator of libtorch's dispatcher, called by name. The handle is looked up at the first call and kept. Arguments follow the
/// operator's schema by position; trailing ones left out take the schema's defaults.
/// </summary>
/// <example><code>private static readonly AtenOp Relu = new("aten::relu");  ...  Relu.Tensor(x)</code></example>
internal sealed unsafe class AtenOp(string name, string overload = "")
{
    private const int ScratchWords = 48;
    private const int InlineResults = 8;

    private nint _handle;

    /// <summary>The operator's qualified name, e.g. <c>aten::conv1d</c>.</summary>
    public string Name => name;

    /// <summary>False where the libtorch at hand has no such operator.</summary>
    public bool IsAvailable => _handle != 0 || TryResolve();

    /// <summary>Calls an operator with one tensor result, registered with the current dispose scope.</summary>
    public torch.Tensor Tensor(params ReadOnlySpan<AtenArg> args)
    {
        NativeArg result;
        var count = Invoke(args, &result, 1);
        if (count == 1 && result.Tag == (int)AtenTag.Tensor && result.Payload != 0)
        {
            return new torch.Tensor((nint)result.Payload);
        }

        throw Unexpected(count, &result, 1, "one tensor");
    }

    /// <summary>Calls an operator with several results or a list result, flattened; an undefined tensor comes back as null.</summary>
    public torch.Tensor[] Tensors(params ReadOnlySpan<AtenArg> args)
    {
        var inline = stackalloc NativeArg[InlineResults];
        var count = Invoke(args, inline, InlineResults);
        if (count <= InlineResults)
        {
            return Wrap(inline, count);
        }

        var many = new NativeArg[count];
        fixed (NativeArg* p = many)
        {
            ShimMethods.egs_take_results(p);
            return Wrap(p, count);
        }
    }

    /// <summary>Calls an operator for its effect; results are dropped.</summary>
    public void Void(params ReadOnlySpan<AtenArg> args)
    {
        var inline = stackalloc NativeArg[InlineResults];
        var count = Invoke(args, inline, InlineResults);
        if (count <= InlineResults)
        {
            Release(inline, count);
            return;
        }

        var many = new NativeArg[count];
        fixed (NativeArg* p = many)
        {
            ShimMethods.egs_take_results(p);
            Release(p, count);
        }
    }

    /// <summary>Calls an operator that changes its first argument and gives it back.</summary>
    public torch.Tensor InPlace(params ReadOnlySpan<AtenArg> args)
    {
        Void(args);
        return (torch.Tensor)args[0].Reference!;
    }

    /// <summary>Calls an operator whose one result is a bool (e.g. <c>aten::equal</c>).</summary>
    public bool Bool(params ReadOnlySpan<AtenArg> args)
    {
        NativeArg result;
        var count = Invoke(args, &result, 1);
        return count == 1 && result.Tag == (int)AtenTag.Bool ? result.Payload != 0 : throw Unexpected(count, &result, 1, "a bool");
    }

    [SkipLocalsInit] // every word of the two blocks below is written before the shim reads it
    private int Invoke(ReadOnlySpan<AtenArg> args, NativeArg* results, int capacity)
    {
        if (_handle == 0 && !TryResolve())
        {
            throw new NotSupportedException($"libtorch {LibTorchRuntime.Version} has no operator {name}{(overload.Length == 0 ? "" : "." + overload)}.");
        }

        var native = stackalloc NativeArg[args.Length];
        var scratch = stackalloc long[ScratchWords];
        var used = 0;
        List<nint>? rented = null;
        for (var i = 0; i < args.Length; i++)
        {
            ref readonly var arg = ref args[i];
            native[i].Tag = (int)arg.Tag;
            native[i].Length = 0;
            native[i].Payload = arg.Bits;
            switch (arg.Tag)
            {
                case AtenTag.Tensor:
                    native[i].Payload = Unsafe.As<torch.Tensor>(arg.Reference!).Handle;
                    break;
                case AtenTag.Generator:
                    native[i].Payload = Unsafe.As<torch.Generator>(arg.Reference!).Handle;
                    break;
                case >= AtenTag.IntList:
                    if (arg.Reference is not null)
                    {
                        WriteList(arg, ref native[i], scratch, ref used, ref rented);
                    }

                    break;
            }
        }

        var count = ShimMethods.egs_call(_handle, native, args.Length, results, capacity);
        for (var i = 0; i < args.Length; i++)
        {
            GC.KeepAlive(args[i].Reference);
        }

        if (rented is not null)
        {
            foreach (var block in rented)
            {
                NativeMemory.Free((void*)block);
            }
        }

        if (count < 0)
        {
            LibTorchRuntime.ThrowLastError(count);
        }

        return count;
    }

    // Lists are short (sizes, strides, a few tensors), so they are copied into a scratch block on the stack; longer ones into native memory.
    private static void WriteList(in AtenArg arg, ref NativeArg native, long* scratch, ref int used, ref List<nint>? rented)
    {
        var text = arg.Tag == AtenTag.String ? Encoding.UTF8.GetBytes((string)arg.Reference!) : null;
        var length = arg.Reference switch
        {
            _ when text is not null => text.Length,
            Scalar => 2,
            Array array => array.Length,
            IReadOnlyList<torch.Tensor> list => list.Count,
            _ => throw new ArgumentException($"An argument of kind {arg.Tag} holds a {arg.Reference!.GetType()}."),
        };
        var words = text is not null || arg.Tag == AtenTag.BoolList ? (length + 7) / 8 : length;
        long* block;
        if (used + words <= ScratchWords)
        {
            block = scratch + used;
            used += words;
        }
        else
        {
            block = (long*)NativeMemory.Alloc((nuint)words, sizeof(long));
            (rented ??= []).Add((nint)block);
        }

        native.Length = length;
        native.Payload = (long)block;
        switch (arg.Reference)
        {
            case long[] values:
                values.CopyTo(new Span<long>(block, length));
                break;
            case double[] values:
                values.CopyTo(new Span<double>(block, length));
                break;
            case bool[] values:
                values.CopyTo(new Span<bool>(block, length));
                break;
            case Scalar complex:
                *(double*)block = complex.Real;
                ((double*)block)[1] = complex.Imaginary;
                break;
            case string:
                text.CopyTo(new Span<byte>(block, length));
                break;
            case torch.Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                {
                    block[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                }

                break;
            case IReadOnlyList<torch.Tensor> tensors:
                for (var i = 0; i < length; i++)
                {
                    block[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                }

                break;
        }
    }

    private static torch.Tensor[] Wrap(NativeArg* results, int count)
    {
        var tensors = new torch.Tensor[count];
        for (var i = 0; i < count; i++)
        {
            tensors[i] = results[i].Tag == (int)AtenTag.Tensor && results[i].Payload != 0 ? new torch.Tensor((nint)results[i].Payload) : null!;
        }

        return tensors;
    }

    private static void Release(NativeArg* results, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (results[i].Tag == (int)AtenTag.Tensor && results[i].Payload != 0)
            {
                ShimMethods.egs_tensor_free((nint)results[i].Payload);
            }
        }
    }

    private InvalidOperationException Unexpected(int count, NativeArg* results, int capacity, string wanted)
    {
        if (count <= capacity)
        {
            Release(results, count);
        }
        else
        {
            ShimMethods.egs_drop_results();
        }

        return new InvalidOperationException($"{name} gave {count} results where {wanted} was expected.");
    }

    private bool TryResolve()
    {
        LibTorchRuntime.EnsureLoaded();
        var found = ShimMethods.egs_find_operator(name, overload);
        if (found != 0)
        {
            Volatile.Write(ref _handle, found);
        }

        return found != 0;
    }
}
