using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules run one after the other, each on the result of the one before. Names are "0", "1", ... where none are given.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _steps = [];
    private readonly List<string> _names = [];

    /// <summary>Creates a sequence of named modules.</summary>
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        SkipFieldRegistration();
        foreach (var (name, submodule) in modules)
        {
            Add(name, submodule);
        }
    }

    /// <summary>Creates a sequence.</summary>
    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        SkipFieldRegistration();
        foreach (var module in modules)
        {
            Add(NextName(), module);
        }
    }

    /// <summary>Number of modules.</summary>
    public int Count => _steps.Count;

    /// <summary>The module at a position.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _steps[index];

    /// <summary>The modules from start to before end, with their names, as a sequence that shares them.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? _steps.Count);

    /// <summary>The modules of a range, with their names, as a sequence that shares them.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(_steps.Count), index.End.GetOffset(_steps.Count));

    /// <summary>Adds a module at the end under a name.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        Add(name, module);
        return this;
    }

    /// <summary>Adds a module at the end, named by its position.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module)
    {
        Add(NextName(), module);
        return this;
    }

    /// <summary>Runs all modules; results in between are disposed.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (_steps.Count == 0)
        {
            return Ops.Alias.Tensor(tensor);
        }

        var current = tensor;
        foreach (var step in _steps)
        {
            var next = step.call(current);
            // A module may hand its input back; that one lives on.
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
            {
                current.Dispose();
            }

            current = next;
        }

        return current;
    }

    internal void Add(string name, nn.IModule<Tensor, Tensor> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step is not nn.Module module)
        {
            throw new ArgumentException($"A step of a sequence must be an nn.Module, but '{name}' is a {step.GetType()}.", nameof(step));
        }

        register_module(name, module);
        _steps.Add(step);
        _names.Add(name);
    }

    private string NextName() => _steps.Count.ToString(CultureInfo.InvariantCulture);

    private Sequential Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, _steps.Count);
        var slice = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
        for (var i = start; i < end; i++)
        {
            slice.Add(_names[i], _steps[i]);
        }

        return slice;
    }
}
