using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The sub-modules directly below, with names, in order of registration.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                foreach (var (name, child) in _children)
                {
                    yield return (name, child);
                }
            }

            /// <summary>The sub-modules directly below.</summary>
            public virtual IEnumerable<Module> children()
            {
                foreach (var (_, child) in named_children())
                {
                    yield return child;
                }
            }

            /// <summary>All modules below this one (not this one itself) with dotted names: first the children, then what is below each.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children())
                {
                    yield return child;
                }

                foreach (var (name, child) in named_children())
                {
                    foreach (var (below, module) in child.named_modules())
                    {
                        yield return ($"{name}.{below}", module);
                    }
                }
            }

            /// <summary>All modules below this one.</summary>
            public virtual IEnumerable<Module> modules()
            {
                foreach (var (_, module) in named_modules())
                {
                    yield return module;
                }
            }

            /// <summary>Parameters with dotted names, own ones first, then by sub-module; one that is shared comes once.</summary>
            /// <param name="recurse">False gives only this module's own.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in _params)
                {
                    if (seen.Add(parameter))
                    {
                        yield return (name, parameter);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (childName, child) in named_children())
                {
                    foreach (var (name, parameter) in child.named_parameters(true))
                    {
                        if (seen.Add(parameter))
                        {
                            yield return ($"{childName}.{name}", parameter);
                        }
                    }
                }
            }

            /// <summary>Parameters, in the order of <see cref="named_parameters"/>.</summary>
            /// <param name="recurse">False gives only this module's own.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
            {
                foreach (var (_, parameter) in named_parameters(recurse))
                {
                    yield return parameter;
                }
            }

            /// <summary>Buffers with dotted names, own ones first, then by sub-module; one that is shared comes once.</summary>
            /// <param name="recurse">False gives only this module's own.</param>
            /// <param name="include_nonpersistent">False leaves out those that are not part of <see cref="state_dict"/>.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, (tensor, persistent)) in _namedBuffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(tensor))
                    {
                        yield return (name, tensor);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (childName, child) in named_children())
                {
                    foreach (var (name, tensor) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(tensor))
                        {
                            yield return ($"{childName}.{name}", tensor);
                        }
                    }
                }
            }

            /// <summary>Buffers, in the order of <see cref="named_buffers"/>.</summary>
            /// <param name="recurse">False gives only this module's own.</param>
            /// <param name="include_nonpersistent">False leaves out those that are not part of <see cref="state_dict"/>.</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (_, tensor) in named_buffers(recurse, include_nonpersistent))
                {
                    yield return tensor;
                }
            }
        }
    }
}
