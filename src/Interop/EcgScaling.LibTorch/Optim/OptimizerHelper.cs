using EcgScaling.LibTorch.Dispatch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the optimisers: groups, state per parameter, and files.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private static readonly AtenOp ForeachZero = new("aten::_foreach_zero_");

    /// <summary>Options for what a group does not set.</summary>
    private protected OptimizerOptions _defaults = new();

    // One entry per group, beside _parameter_groups: the parameters as they were when the group was added.
    private readonly List<OptimizerGroup> _groups = [];

    private bool _disposed;

    /// <inheritdoc/>
    public override void zero_grad()
    {
        ThrowIfDisposed();
        using var quiet = no_grad();
        foreach (var group in _groups)
        {
            var grads = group.Lists.Grads;
            grads.Clear();
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is { } grad)
                {
                    grads.Add(grad);
                }
            }

            if (grads.Count > 0)
            {
                ForeachZero.Void(grads);
                group.Lists.Release();
            }
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        ThrowIfDisposed();
        Tensor? loss = null;
        if (closure is not null)
        {
            using var recording = enable_grad();
            loss = closure();
        }

        using var quiet = no_grad();
        foreach (var group in _groups)
        {
            try
            {
                StepGroup(group);
            }
            finally
            {
                group.Lists.Release();
            }
        }

        return loss;
    }

    /// <summary>The options and states as they are: the optimiser's own objects, not copies.</summary>
    public virtual optim.Optimizer.StateDictionary state_dict()
    {
        ThrowIfDisposed();
        var dictionary = new optim.Optimizer.StateDictionary();
        var place = 0;
        foreach (var group in _groups)
        {
            dictionary.Options.Add(group.Group.Options);
            var places = new List<int>();
            foreach (var state in group.States)
            {
                places.Add(place++);
                dictionary.State.Add(state);
            }

            dictionary.StateIndexRef.Add(places);
        }

        return dictionary;
    }

    /// <summary>Copies options and states from another optimiser of the same kind over parameters of the same shapes.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(optim.Optimizer.StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireSameSize(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i]))
            {
                own.Options[i].LoadStateDict(state_dict.Options[i]);
            }
        }

        for (var i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
            {
                own.State[i].LoadStateDict(state_dict.State[i]);
            }
        }
    }

    /// <summary>Writes options and states to a file, which appears whole or not at all.</summary>
    public void save_state_dict(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        var partial = location + ".partial";
        using (var writer = new BinaryWriter(File.Create(partial)))
        {
            save_state_dict(writer);
        }

        File.Move(partial, location, overwrite: true);
    }

    /// <summary>Writes options and states in TorchSharp's format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var own = state_dict();
        writer.Write(GetType().Name);
        StateDictFormat.WriteNumber(writer, own.Options.Count);
        StateDictFormat.WriteNumber(writer, own.State.Count);
        foreach (var options in own.Options)
        {
            options.SaveStateDict(writer);
        }

        foreach (var state in own.State)
        {
            state.SaveStateDict(writer);
        }
    }

    /// <summary>Reads options and states from a file.</summary>
    /// <exception cref="InvalidDataException">The file is of another optimiser, damaged or cut short.</exception>
    public void load_state_dict(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        using var reader = new BinaryReader(File.OpenRead(location));
        try
        {
            load_state_dict(reader);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{location}: {e.Message}", e);
        }
    }

    /// <summary>Reads options and states in TorchSharp's format.</summary>
    /// <exception cref="InvalidDataException">The stream is of another optimiser, damaged or cut short.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var own = state_dict();
        try
        {
            var name = reader.ReadString();
            if (name != GetType().Name)
            {
                throw new InvalidDataException($"This is the state of the optimiser '{name}', not of {GetType().Name}.");
            }

            var options = StateDictFormat.ReadNumber(reader, "the number of groups");
            var states = StateDictFormat.ReadNumber(reader, "the number of parameters");
            RequireSameSize(own, options, states);
            foreach (var group in own.Options)
            {
                group.LoadStateDict(reader);
            }

            foreach (var state in own.State)
            {
                state.LoadStateDict(reader);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("The optimiser's state breaks off.", e);
        }
    }

    /// <summary>Moves the state to a device.</summary>
    public void to(Device device)
    {
        foreach (var group in _groups)
        {
            foreach (var state in group.States)
            {
                state.to(device);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            foreach (var group in _groups)
            {
                foreach (var state in group.States)
                {
                    state.Free();
                }
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>One step of one group, without gradient recording.</summary>
    private protected abstract void StepGroup(OptimizerGroup group);

    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> create)
    {
        var taken = new HashSet<Parameter>(parameters(), ReferenceEqualityComparer.Instance);
        Parameter[] list = [.. group.Parameters ?? throw new ArgumentException("A group needs parameters.", nameof(group))];
        var states = new OptimizerState[list.Length];
        for (var i = 0; i < list.Length; i++)
        {
            if (!taken.Add(list[i] ?? throw new ArgumentException("A parameter is null.", nameof(group))))
            {
                throw new ArgumentException($"Parameter {i} of the group, ({string.Join(", ", list[i].shape)}), is given twice.", nameof(group));
            }
        }

        for (var i = 0; i < list.Length; i++)
        {
            states[i] = create(list[i]);
            states[i].Initialize(group.Options);
        }

        group.Parameters = list;
        _parameter_groups.Add(group);
        _groups.Add(new OptimizerGroup(group, list, states));
    }

    private static void RequireSameSize(optim.Optimizer.StateDictionary own, long options, long states)
    {
        if (own.Options.Count != options || own.State.Count != states)
        {
            throw new ArgumentException(
                $"The state has {options} groups and {states} parameters, this optimiser {own.Options.Count} groups and {own.State.Count} parameters.");
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
