namespace TorchSharp;

/// <summary>
/// Releases the tensors made on its thread while it is the innermost open scope. Made by <see cref="torch.NewDisposeScope"/>.
/// A scope belongs to a thread: do not await inside one.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;

    // A tensor knows its place here, so that taking one out costs nothing; the last one moves into the gap.
    private torch.Tensor[] _tensors = new torch.Tensor[16];
    private int _count;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        OuterScope = outer;
    }

    /// <summary>What the scope holds now (a copy).</summary>
    public IReadOnlyList<IDisposable> DisposablesView => _tensors.AsSpan(0, _count).ToArray();

    /// <summary>How many objects the scope holds now.</summary>
    public int DisposablesCount => _count;

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>Hands an object to the surrounding scope; without one, to nobody.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(OuterScope, disposable);

    /// <summary>Hands two objects to the surrounding scope.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Hands three objects to the surrounding scope.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Hands objects to the surrounding scope.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Hands objects to the surrounding scope.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Hands an object of this scope to another; null: to nobody.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (scope is null)
        {
            return Detach(disposable);
        }

        ThrowIfClosed();
        scope.ThrowIfClosed();
        var tensor = AsTensor(disposable);
        if (Remove(tensor))
        {
            scope.Add(tensor);
        }

        return disposable;
    }

    /// <summary>Hands two objects of this scope to another.</summary>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second));

    /// <summary>Hands three objects of this scope to another.</summary>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    /// <summary>Hands objects of this scope to another; null: to nobody.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Hands objects of this scope to another; null: to nobody.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var disposable in disposables)
        {
            MoveToOther(scope, disposable);
        }
    }

    /// <summary>Takes an object out of the scope; from then on its owner disposes of it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        ThrowIfClosed();
        if (Remove(AsTensor(disposable)))
        {
            _manager!.Tensors.DetachedFromScopeCount++;
        }

        return disposable;
    }

    /// <summary>Takes two objects out of the scope.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    /// <summary>Takes three objects out of the scope.</summary>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var disposable in disposables)
        {
            Detach(disposable);
        }
    }

    /// <summary>Puts an object into this scope, out of the one it may be in.</summary>
    public void Attach(IDisposable disposable)
    {
        ThrowIfClosed();
        var tensor = AsTensor(disposable);
        if (!ReferenceEquals(tensor.OwningDisposeScope, this) && !tensor.IsInvalid)
        {
            tensor.OwningDisposeScope?.Remove(tensor);
            Add(tensor);
            _manager!.Tensors.AttachedToScopeCount++;
        }
    }

    /// <summary>Puts objects into this scope, out of those they may be in.</summary>
    public void Attach(params IDisposable[] disposables) => _ = Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Puts objects into this scope, out of those they may be in, and gives them back.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        var result = new List<IDisposable>();
        foreach (var disposable in disposables)
        {
            Attach(disposable);
            result.Add(disposable);
        }

        return result;
    }

    /// <summary>Releases everything in the scope; it stays open.</summary>
    public void DisposeEverything()
    {
        ThrowIfClosed();
        _manager!.Tensors.DisposedInScopeCount += _count;
        while (_count > 0)
        {
            var tensor = _tensors[--_count];
            _tensors[_count] = null!;
            tensor.OwningDisposeScope = null;
            tensor.Release();
        }
    }

    /// <summary>Releases everything in the scope except the objects named; it stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ArgumentNullException.ThrowIfNull(inKeep);
        ThrowIfClosed();
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var (old, count) = (_tensors, _count);
        _tensors = new torch.Tensor[16];
        _count = 0;
        var statistics = _manager!.Tensors;
        for (var i = 0; i < count; i++)
        {
            var tensor = old[i];
            tensor.OwningDisposeScope = null;
            if (keep.Count > 0 && keep.Contains(tensor))
            {
                Add(tensor);
            }
            else
            {
                statistics.DisposedInScopeCount++;
                tensor.Release();
            }
        }
    }

    /// <summary>Releases everything in the scope except the objects named; it stays open.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Releases everything in the scope except the object named; it stays open.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Releases everything in the scope except the two objects named; it stays open.</summary>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <summary>Releases everything in the scope except the three objects named; it stays open.</summary>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <summary>Releases everything in the scope and closes it.</summary>
    public void Dispose()
    {
        if (_manager is { } manager)
        {
            DisposeEverything();
            manager.Close(this);
            _manager = null;
        }
    }

    /// <summary>Takes an object out of the scope that was released by other means.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfClosed();
        Remove(AsTensor(disposable));
    }

    /// <summary>Whether the scope holds the object.</summary>
    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && ReferenceEquals(tensor.OwningDisposeScope, this);

    internal void Add(torch.Tensor tensor)
    {
        if (_count == _tensors.Length)
        {
            Array.Resize(ref _tensors, _count * 2);
        }

        tensor.OwningDisposeScope = this;
        tensor.PlaceInScope = _count;
        _tensors[_count++] = tensor;
    }

    internal bool Remove(torch.Tensor tensor)
    {
        if (!ReferenceEquals(tensor.OwningDisposeScope, this))
        {
            return false;
        }

        tensor.OwningDisposeScope = null;
        var last = _tensors[--_count];
        _tensors[tensor.PlaceInScope] = last;
        last.PlaceInScope = tensor.PlaceInScope;
        _tensors[_count] = null!;
        return true;
    }

    private static torch.Tensor AsTensor(IDisposable disposable) => disposable switch
    {
        torch.Tensor tensor => tensor,
        null => throw new ArgumentNullException(nameof(disposable)),
        _ => throw new InvalidOperationException($"A dispose scope holds tensors, not a {disposable.GetType().Name}."),
    };

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}
