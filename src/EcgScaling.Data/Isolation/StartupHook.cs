using EcgScaling.Data.Isolation;

/// <summary>Runs before a program's <c>Main</c> where <c>DOTNET_STARTUP_HOOKS</c> names this assembly, which only <see cref="IsolatedSource"/> does.</summary>
/// <remarks>The runtime looks for a class of this name outside any namespace.</remarks>
internal static class StartupHook
{
    public static void Initialize() => IsolationHost.ServeIfAsked();
}
