namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes <see cref="state_dict"/> to a file in TorchSharp's format; the file appears whole or not at all.</summary>
            /// <param name="location">Path.</param>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                ArgumentException.ThrowIfNullOrEmpty(location);
                var partial = location + ".partial";
                using (var writer = new BinaryWriter(File.Create(partial)))
                {
                    save(writer, skip);
                }

                File.Move(partial, location, overwrite: true);
                return this;
            }

            /// <summary>Writes <see cref="state_dict"/> to a stream in TorchSharp's format, and closes the stream.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes <see cref="state_dict"/> in TorchSharp's format.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                ThrowIfDisposed();
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state dictionary in TorchSharp's format: the count, then per entry its name, type, shape and bytes.</summary>
            /// <param name="writer">Where to.</param>
            /// <param name="sd">Tensors by name.</param>
            /// <param name="skip">Names to leave out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null) =>
                StateDictFormat.Write(writer, sd, skip);

            /// <summary>Reads a file that <see cref="save(string, IList{string})"/> or TorchSharp wrote.</summary>
            /// <param name="location">Path.</param>
            /// <param name="strict">True (the default) refuses missing and unexpected names.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Gets each name of the file with whether this module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="InvalidDataException">The file is not in this format or cut short; nothing was loaded.</exception>
            /// <exception cref="InvalidOperationException">Names or shapes differ; nothing was loaded.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentException.ThrowIfNullOrEmpty(location);
                using var reader = new BinaryReader(File.OpenRead(location));
                try
                {
                    return load(reader, strict, skip, loadedParameters);
                }
                catch (InvalidDataException e)
                {
                    throw new InvalidDataException($"{location}: {e.Message}", e);
                }
            }

            /// <summary>Reads a stream, and closes it.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads a state dictionary in TorchSharp's format and loads it, all or nothing.</summary>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ThrowIfDisposed();
                using var scope = NewDisposeScope();
                var entries = StateDictFormat.Read(reader);
                load_state_dict(entries, strict, skip);
                if (loadedParameters is not null)
                {
                    var own = state_dict();
                    foreach (var key in entries.Keys)
                    {
                        loadedParameters[key] = own.ContainsKey(key);
                    }
                }

                return this;
            }

            /// <summary>Creates a module by its parameterless constructor and loads a file into it.</summary>
            /// <typeparam name="T">Module class.</typeparam>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
