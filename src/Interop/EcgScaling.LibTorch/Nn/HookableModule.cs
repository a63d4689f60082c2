using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>call</c> runs hooks before and after <c>forward</c>, in the order in which they were registered.</summary>
        /// <typeparam name="TPreHook">Type of a hook that sees, and may replace, the input.</typeparam>
        /// <typeparam name="TPostHook">Type of a hook that sees, and may replace, the result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>Hooks run before the forward computation; each may replace the input.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Hooks run after the forward computation; each may replace the result.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Hooks run first of all, which see only the module.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>Hooks run last of all, which see only the module.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private long _nextHook;

            /// <summary>Creates a module named after its type.</summary>
            /// <param name="name">Name that <see cref="Module.GetName"/> gives.</param>
            protected HookableModule(string name) : base(name)
            {
            }

            /// <summary>Registers a hook that runs after each call and may replace its result.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = NextKey();
                post_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Registers a hook that runs before each call and may replace its input.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = NextKey();
                pre_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Registers an action that runs after each call.</summary>
            public HookRemover register_forward_hook(Action<Module> hook)
            {
                var key = NextKey();
                module_post_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Registers an action that runs before each call.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook)
            {
                var key = NextKey();
                module_pre_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private protected void RunModuleHooks(Dictionary<string, Action<Module>> hooks)
            {
                foreach (var hook in hooks.Values)
                {
                    hook(this);
                }
            }

            // A call without hooks, the usual one, pays four reads and no enumerator.
            private protected bool HasHooks => (pre_hooks.Count | post_hooks.Count | module_pre_hooks.Count | module_post_hooks.Count) != 0;

            private string NextKey() => (_nextHook++).ToString(CultureInfo.InvariantCulture);

            private void Remove(string key) =>
                _ = pre_hooks.Remove(key) || post_hooks.Remove(key) || module_pre_hooks.Remove(key) || module_post_hooks.Remove(key);

            /// <summary>Takes a registered hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>Creates a remover of one hook of a module.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    _module = module;
                    _key = key;
                }

                /// <summary>Removes the hook; a second call does nothing.</summary>
                public void remove() => _module.Remove(_key);
            }
        }
    }
}
