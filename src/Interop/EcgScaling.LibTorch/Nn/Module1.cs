using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Base of modules of one input. Derive, assign the sub-modules to fields, call <see cref="Module.RegisterComponents"/> last in the constructor.</summary>
        /// <typeparam name="T">Input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>Creates a module.</summary>
            /// <param name="name">Name that <see cref="Module.GetName"/> gives.</param>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself. Use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the pre-hooks, <see cref="forward"/> and the hooks.</summary>
            /// <exception cref="ObjectDisposedException">The module was disposed.</exception>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public TResult call(T input)
            {
                ThrowIfDisposed();
                return HasHooks ? CallWithHooks(input) : forward(input);
            }

            private TResult CallWithHooks(T input)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    if (hook(this, input) is { } modified)
                    {
                        input = modified;
                    }
                }

                var result = forward(input);
                foreach (var hook in post_hooks.Values)
                {
                    if (hook(this, input, result) is { } modified)
                    {
                        result = modified;
                    }
                }

                RunModuleHooks(module_post_hooks);
                return result;
            }
        }
    }
}
