using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Base of modules of three inputs. Derive, assign the sub-modules to fields, call <see cref="Module.RegisterComponents"/> last in the constructor.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            /// <summary>Creates a module.</summary>
            /// <param name="name">Name that <see cref="Module.GetName"/> gives.</param>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself. Use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the pre-hooks, <see cref="forward"/> and the hooks.</summary>
            /// <exception cref="ObjectDisposedException">The module was disposed.</exception>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                ThrowIfDisposed();
                return HasHooks ? CallWithHooks(input1, input2, input3) : forward(input1, input2, input3);
            }

            private TResult CallWithHooks(T1 input1, T2 input2, T3 input3)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    if (hook(this, input1, input2, input3) is { } modified)
                    {
                        (input1, input2, input3) = modified;
                    }
                }

                var result = forward(input1, input2, input3);
                foreach (var hook in post_hooks.Values)
                {
                    if (hook(this, input1, input2, input3, result) is { } modified)
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
