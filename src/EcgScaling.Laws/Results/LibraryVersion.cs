using System.Reflection;

namespace EcgScaling.Laws.Results;

/// <summary>The name and version that results carry.</summary>
internal static class LibraryVersion
{
    public static string Text { get; } = "EcgScaling.Laws " + (typeof(LibraryVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");
}
