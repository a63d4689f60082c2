using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A node of a model: parameters, buffers and sub-modules under names, which together give the keys of <see cref="state_dict"/>.
        /// A module owns its tensors: they leave the dispose scope in which they were made, and go with <see cref="Dispose()"/>.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>Device type given to the last <c>to</c>.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>Device index given to the last <c>to</c>; -1 is the current device.</summary>
            protected int _deviceIndex = -1;

            private readonly string _name;
            private readonly OrderedDictionary<string, Module> _children = [];
            private readonly OrderedDictionary<string, Parameter> _params = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _namedBuffers = [];
            private bool _componentsRegistered;
            private bool _disposed;
            private protected bool _training = true;

            /// <summary>Creates a module.</summary>
            /// <param name="name">Name that <see cref="GetName"/> gives; by custom the name of the class.</param>
            protected Module(string name)
            {
                ArgumentNullException.ThrowIfNull(name);
                _name = name;
            }

            /// <summary>True in training mode (the default), false after <see cref="eval"/>.</summary>
            public virtual bool training => _training;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => _name;

            /// <summary>Switches this module and all below it to training mode, or with <c>false</c> to evaluation mode.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                {
                    child.train(train);
                }
            }

            /// <summary>Switches this module and all below it to evaluation mode: dropout off, batch norm on running statistics.</summary>
            public virtual void eval() => train(false);

            /// <summary>Runs <paramref name="fn"/> on every module below this one and then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children())
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Clears the gradients of all parameters.</summary>
            /// <param name="set_to_none">True (the default) frees them; false fills them with zeros in place.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        grad.zero_();
                    }
                }
            }

            /// <summary>
            /// Registers every field that holds a module, a <see cref="Parameter"/> or a plain tensor (as a buffer) under the field's name, in the
            /// order of declaration. Call it last in a constructor; a parent calls it for modules given to it.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                {
                    return;
                }

                foreach (var field in ComponentFields.Of(GetType()))
                {
                    var name = ComponentFields.NameOf(field);
                    if (_children.ContainsKey(name) || _params.ContainsKey(name) || _namedBuffers.ContainsKey(name))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(name, tensor);
                            break;
                    }
                }

                _componentsRegistered = true;
            }

            /// <summary>Forgets the registered sub-modules; they are not disposed.</summary>
            protected void ClearModules() => _children.Clear();

            /// <summary>The device and type for a new tensor where the caller names none.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            /// <summary>Disposes the parameters, buffers and sub-modules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the parameters, buffers and sub-modules.</summary>
            /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                {
                    return;
                }

                _disposed = true;
                foreach (var child in _children.Values)
                {
                    child.Dispose();
                }

                foreach (var parameter in _params.Values)
                {
                    parameter.Dispose();
                }

                foreach (var (tensor, _) in _namedBuffers.Values)
                {
                    tensor.Dispose();
                }
            }

            /// <summary>Throws where the module was disposed.</summary>
            private protected void ThrowIfDisposed()
            {
                if (_disposed)
                {
                    throw new ObjectDisposedException(_name, $"Module {_name} was disposed; it cannot be called any more.");
                }
            }

            // The library's own layers register what they hold by hand: no reflection, and private fields keep their own names.
            private protected void SkipFieldRegistration() => _componentsRegistered = true;
        }
    }
}
