using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>Writes members as text in one normal form, from reflection and from the listing, so that both can be compared.</summary>
internal static partial class Signatures
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(long)] = "long", [typeof(int)] = "int", [typeof(double)] = "double", [typeof(float)] = "float", [typeof(bool)] = "bool", [typeof(string)] = "string",
        [typeof(void)] = "void", [typeof(byte)] = "byte", [typeof(object)] = "object", [typeof(short)] = "short", [typeof(sbyte)] = "sbyte",
    };

    /// <summary>The members of a type and its bases in normal form.</summary>
    public static HashSet<string> Of(Type type)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            foreach (var method in t.GetMethods(All).Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
            {
                var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
                members.Add($"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})");
            }

            foreach (var property in t.GetProperties(All))
            {
                var accessor = (property.GetMethod ?? property.SetMethod)!;
                var index = property.GetIndexParameters();
                var name = index.Length > 0 ? $"this[{Parameters(accessor)[..]}]" : property.Name;
                foreach (var set in new[] { false, true })
                {
                    if (!set || property.SetMethod is not null)
                    {
                        members.Add($"{Modifiers(accessor)}{Name(property.PropertyType)} {name} {{ get; {(set ? "set; " : "")}}}");
                    }
                }
            }
        }

        foreach (var constructor in type.GetConstructors(All).Where(c => c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly))
        {
            var generic = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>" : "";
            members.Add($"{Modifiers(constructor)}{type.Name.Split('`')[0]}{generic}({Parameters(constructor)})");
        }

        return members;
    }

    /// <summary>A line of the listing in normal form.</summary>
    public static string Normal(string line)
    {
        line = Inheritance().Replace(line, "");
        line = Qualifier().Replace(line, m => m.Groups["last"].Value);
        return Number().Replace(line, m => " = " + double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture).ToString("r", CultureInfo.InvariantCulture));
    }

    private static string Modifiers(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Parameters(MethodBase method)
    {
        // The listing writes an extension method's receiver with "this", a setter's value not at all.
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false);
        var parameters = method.GetParameters().AsEnumerable();
        if (method is { IsSpecialName: true } && method.Name.StartsWith("set_", StringComparison.Ordinal))
        {
            parameters = parameters.SkipLast(1);
        }

        return string.Join(", ", parameters.Select((p, i) => (extension && i == 0 ? "this " : "") + One(p)));
    }

    private static string One(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return $"{prefix}{Name(type)} {parameter.Name}{Default(parameter, type)}";
    }

    private static string Default(ParameterInfo parameter, Type type)
    {
        if (!parameter.HasDefaultValue)
        {
            return "";
        }

        var value = parameter.RawDefaultValue;
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        return " = " + (value switch
        {
            null => "null",
            bool b => b ? "true" : "false",
            _ when underlying.IsEnum => Enum.GetName(underlying, value),
            string s => $"\"{s}\"",
            IConvertible number => number.ToDouble(CultureInfo.InvariantCulture).ToString("r", CultureInfo.InvariantCulture),
            _ => value.ToString(),
        });
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        // A nested class of a generic one has its type arguments too; only its own are written.
        var arity = type.Name.Contains('`') ? int.Parse(type.Name.Split('`')[1], CultureInfo.InvariantCulture) : 0;
        var arguments = string.Join(", ", type.GetGenericArguments().TakeLast(arity).Select(Name));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
            ? $"({arguments})"
            : arity == 0 ? type.Name : $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    [GeneratedRegex(@"\b(virtual|abstract|override) ")]
    private static partial Regex Inheritance();

    // torch.nn.IModule -> IModule, PaddingModes.Zeros -> Zeros; a number keeps its point.
    [GeneratedRegex(@"(?<![\w.])(?:[A-Za-z_]\w*\.)+(?<last>[A-Za-z_]\w*)")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@" = (-?\d[\d.]*(?:E[-+]?\d+)?)")]
    private static partial Regex Number();
}
