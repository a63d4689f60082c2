using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>The fields of a module class that may hold components, found once per class.</summary>
internal static class ComponentFields
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Cache = new();

    /// <summary>Instance fields of a class and its bases (below <see cref="torch.nn.Module"/>), of the derived class first; a hidden name counts once.</summary>
    public static FieldInfo[] Of(Type type) => Cache.GetOrAdd(type, Find);

    /// <summary>The field's name, or the one its <see cref="ComponentNameAttribute"/> gives.</summary>
    public static string NameOf(FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name is { Length: > 0 } name ? name : field.Name;

    private static FieldInfo[] Find(Type type)
    {
        var fields = new List<FieldInfo>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var t = type; t is not null && t != typeof(torch.nn.Module) && t != typeof(object); t = t.BaseType)
        {
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsValueType && names.Add(field.Name))
                {
                    fields.Add(field);
                }
            }
        }

        return [.. fields];
    }
}
