using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Adds a sub-module under a name; a null module removes the name.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _children.Remove(name);
                    return;
                }

                CheckName(name, "sub-module");
                if (_children.ContainsKey(name))
                {
                    throw new InvalidOperationException($"{_name} already has a sub-module '{name}'.");
                }

                submodule.RegisterComponents();
                _children.Add(name, submodule);
            }

            /// <summary>Adds a sub-module under a name, as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a parameter under a name and takes ownership of it.</summary>
            /// <exception cref="ArgumentNullException">The parameter is null.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                CheckName(name, "parameter");
                param.DetachFromDisposeScope();
                if (!_params.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"{_name} already has a parameter '{name}'.");
                }
            }

            /// <summary>Adds a buffer (a tensor that is state but not trained) under a name and takes ownership of it.</summary>
            /// <param name="name">Name, part of the key in <see cref="state_dict"/>.</param>
            /// <param name="tensor">The buffer.</param>
            /// <param name="persistent">False keeps it out of <see cref="state_dict"/>.</param>
            /// <exception cref="ArgumentNullException">The tensor is null.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckName(name, "buffer");
                tensor.DetachFromDisposeScope();
                if (!_namedBuffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"{_name} already has a buffer '{name}'.");
                }
            }

            /// <summary>Sets, replaces or (with null) removes a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                {
                    _params.Remove(name);
                    return;
                }

                value.DetachFromDisposeScope();
                _params[name] = value;
            }

            /// <summary>Sets, replaces or (with null) removes a buffer.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    _namedBuffers.Remove(name);
                    return;
                }

                value.DetachFromDisposeScope();
                _namedBuffers[name] = (value, persistent);
            }

            /// <summary>True where a buffer has this dotted name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>True where a parameter has this dotted name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The buffer of a dotted name such as <c>"bn.running_mean"</c>, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                _namedBuffers.TryGetValue(target, out var own) ? own.Tensor
                : Descend(target, out var rest)?.get_buffer(rest);

            /// <summary>The parameter of a dotted name such as <c>"conv.weight"</c>, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                _params.TryGetValue(target, out var own) ? own
                : Descend(target, out var rest)?.get_parameter(rest);

            private Module? Descend(string target, out string rest)
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                rest = target[(dot + 1)..];
                return dot > 0 && _children.TryGetValue(target[..dot], out var child) ? child : null;
            }

            private void CheckName(string name, string kind)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The name of a {kind} of {_name} must be non-empty and without dots, but was '{name}'.", nameof(name));
                }
            }
        }
    }
}
