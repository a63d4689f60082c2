using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules, registered as "0", "1", ... It has no forward of its own.</summary>
/// <typeparam name="T">Kind of module.</typeparam>
public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
{
    private readonly List<T> _items = [];

    /// <summary>Creates a list.</summary>
    public ModuleList(params T[] modules) : base(nameof(ModuleList<>))
    {
        SkipFieldRegistration();
        append(modules);
    }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The module at a position.</summary>
    public T this[int index]
    {
        get => _items[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _items[index] = value;
            Renumber();
        }
    }

    /// <inheritdoc/>
    public void Add(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        register_module(_items.Count.ToString(CultureInfo.InvariantCulture), item);
        _items.Add(item);
    }

    /// <summary>Adds modules at the end.</summary>
    public void append(params T[] parameters)
    {
        foreach (var module in parameters)
        {
            Add(module);
        }
    }

    /// <summary>Adds modules at the end.</summary>
    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules)
        {
            Add(module);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _items.Clear();
        Renumber();
    }

    /// <inheritdoc/>
    public bool Contains(T item) => _items.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public int IndexOf(T item) => _items.IndexOf(item);

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _items.Insert(index, item);
        Renumber();
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        var removed = _items.Remove(item);
        Renumber();
        return removed;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        _items.RemoveAt(index);
        Renumber();
    }

    /// <summary>Nothing to find: the list registers its modules as they come.</summary>
    protected override void RegisterComponents()
    {
    }

    private void Renumber()
    {
        ClearModules();
        for (var i = 0; i < _items.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), _items[i]);
        }
    }
}
