using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Base of modules of six inputs. Derive, assign the sub-modules to fields, call <see cref="Module.RegisterComponents"/> last in the constructor.</summary>
        /// <typeparam name="T1">First input.</typeparam>
        /// <typeparam name="T2">Second input.</typeparam>
        /// <typeparam name="T3">Third input.</typeparam>
        /// <typeparam name="T4">Fourth input.</typeparam>
        /// <typeparam name="T5">Fifth input.</typeparam>
        /// <typeparam name="T6">Sixth input.</typeparam>
        /// <typeparam name="TResult">Result.</typeparam>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> : HookableModule<Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)?>, Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult>>, IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            /// <summary>Creates a module.</summary>
            /// <param name="name">Name that <see cref="Module.GetName"/> gives.</param>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself. Use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            /// <summary>Runs the pre-hooks, <see cref="forward"/> and the hooks.</summary>
            /// <exception cref="ObjectDisposedException">The module was disposed.</exception>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                ThrowIfDisposed();
                return HasHooks ? CallWithHooks(input1, input2, input3, input4, input5, input6) : forward(input1, input2, input3, input4, input5, input6);
            }

            private TResult CallWithHooks(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    if (hook(this, input1, input2, input3, input4, input5, input6) is { } modified)
                    {
                        (input1, input2, input3, input4, input5, input6) = modified;
                    }
                }

                var result = forward(input1, input2, input3, input4, input5, input6);
                foreach (var hook in post_hooks.Values)
                {
                    if (hook(this, input1, input2, input3, input4, input5, input6, result) is { } modified)
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
