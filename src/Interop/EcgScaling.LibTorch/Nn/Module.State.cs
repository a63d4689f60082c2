namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Parameters and persistent buffers by dotted name. Order and names are PyTorch's: per module its parameters, then its buffers, then
            /// its sub-modules. The tensors are the module's own, not copies.
            /// </summary>
            /// <param name="destination">Dictionary to add to; a new one by default.</param>
            /// <param name="prefix">Put before each name, with a dot between; none by default.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>(StringComparer.Ordinal);
                foreach (var (name, parameter) in _params)
                {
                    destination.TryAdd(Join(prefix, name), parameter);
                }

                foreach (var (name, (tensor, persistent)) in _namedBuffers)
                {
                    if (persistent)
                    {
                        destination.TryAdd(Join(prefix, name), tensor);
                    }
                }

                foreach (var (name, child) in named_children())
                {
                    child.state_dict(destination, Join(prefix, name));
                }

                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same names. Checks every key and shape first: on an error nothing is changed.</summary>
            /// <param name="source">Values by dotted name; types are converted.</param>
            /// <param name="strict">True (the default) refuses missing and unexpected names.</param>
            /// <param name="skip">Names to leave alone on both sides.</param>
            /// <returns>The names missing in <paramref name="source"/> and those that this module does not have.</returns>
            /// <exception cref="InvalidOperationException">Names differ (when strict) or shapes differ (always); the message lists them.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                ThrowIfDisposed();
                var destination = state_dict();
                var report = StateDictCheck.Compare(GetName(), destination, source, strict, skip);
                using var quiet = no_grad();
                foreach (var (key, value) in source)
                {
                    if (skip?.Contains(key) != true && destination.TryGetValue(key, out var target))
                    {
                        target.copy_(value);
                    }
                }

                return (report.Missing, report.Unexpected);
            }

            private static string Join(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
        }
    }
}
