using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order in which they were added. It has no forward of its own.</summary>
/// <typeparam name="T">Kind of module.</typeparam>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
{
    private readonly OrderedDictionary<string, T> _items = new(StringComparer.Ordinal);

    /// <summary>Creates an empty dictionary.</summary>
    public ModuleDict() : base(nameof(ModuleDict<>)) => SkipFieldRegistration();

    /// <summary>Number of modules.</summary>
    public int Count => _items.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names.</summary>
    public ICollection<string> Keys => _items.Keys;

    /// <summary>The modules.</summary>
    public ICollection<T> Values => _items.Values;

    /// <summary>The module of a name.</summary>
    public T this[string key]
    {
        get => _items[key];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _items[key] = value;
            Reregister();
        }
    }

    /// <summary>Name and module at a position.</summary>
    public (string, T) this[int index]
    {
        get
        {
            var (key, value) = _items.GetAt(index);
            return (key, value);
        }

        set
        {
            _items.RemoveAt(index);
            _items.Insert(index, value.Item1, value.Item2);
            Reregister();
        }
    }

    /// <summary>Removes all.</summary>
    public void clear() => Clear();

    /// <summary>Names and modules.</summary>
    public IEnumerator<(string, T)> items() => GetEnumerator();

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => _items.Keys;

    /// <summary>The modules.</summary>
    public IEnumerable<T> values() => _items.Values;

    /// <inheritdoc/>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Add(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        register_module(key, value);
        _items.Add(key, value);
    }

    /// <inheritdoc cref="ICollection{T}.Clear"/>
    public void Clear()
    {
        _items.Clear();
        Reregister();
    }

    /// <inheritdoc/>
    public bool Contains((string, T) item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, T> item) => IndexOf((item.Key, item.Value)) >= 0;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _items.ContainsKey(key);

    /// <inheritdoc/>
    public void CopyTo((string, T)[] array, int arrayIndex)
    {
        foreach (var (key, value) in _items)
        {
            array[arrayIndex++] = (key, value);
        }
    }

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, T>>)_items).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public int IndexOf((string, T) item) =>
        _items.IndexOf(item.Item1) is var index and >= 0 && ReferenceEquals(_items.GetAt(index).Value, item.Item2) ? index : -1;

    /// <inheritdoc/>
    public void Insert(int index, (string, T) item)
    {
        _items.Insert(index, item.Item1, item.Item2);
        Reregister();
    }

    /// <inheritdoc/>
    public bool Remove(string key)
    {
        var removed = _items.Remove(key);
        Reregister();
        return removed;
    }

    /// <inheritdoc/>
    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        _items.RemoveAt(index);
        Reregister();
    }

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _items.TryGetValue(key, out value);

    /// <summary>Names and modules.</summary>
    public IEnumerator<(string, T)> GetEnumerator()
    {
        foreach (var (key, value) in _items)
        {
            yield return (key, value);
        }
    }

    /// <inheritdoc/>
    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to find: the dictionary registers its modules as they come.</summary>
    protected override void RegisterComponents()
    {
    }

    private void Reregister()
    {
        ClearModules();
        foreach (var (key, value) in _items)
        {
            register_module(key, value);
        }
    }
}
