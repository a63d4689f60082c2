using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace EcgScaling.DeviceTests;

/// <summary>The tests of an assembly, found and run one after the other by xUnit's own framework.</summary>
internal sealed class AssemblyTests : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly Func<string, bool> _wanted;
    private readonly Counts _counts;
    private readonly List<ITestCase> _cases = [];
    private readonly SemaphoreSlim _done = new(0);

    private AssemblyTests(Func<string, bool> wanted, Counts counts) => (_wanted, _counts) = (wanted, counts);

    public static void Run(Assembly assembly, Func<string, bool> wanted, Counts counts)
    {
        using var sink = new AssemblyTests(wanted, counts);
        using var framework = new XunitTestFramework(new NullMessageSink());
        using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
        discoverer.Find(includeSourceInformation: false, sink, new Options());
        sink._done.Wait();
        using var executor = framework.GetExecutor(assembly.GetName());
        var options = new Options();
        options.SetValue("xunit.execution.DisableParallelization", true);
        executor.RunTests(sink._cases, sink, options);
        sink._done.Wait();
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found when _wanted(found.TestCase.DisplayName):
                _cases.Add(found.TestCase);
                break;
            case ITestPassed passed:
                _counts.Passed++;
                Console.WriteLine($"passed   {passed.Test.DisplayName}");
                break;
            case ITestFailed failed:
                _counts.Failed++;
                Console.WriteLine($"FAILED   {failed.Test.DisplayName}\n         {string.Join("\n         ", failed.Messages)}\n{string.Join("\n", failed.StackTraces)}");
                break;
            case ITestSkipped skipped:
                _counts.Skipped++;
                Console.WriteLine($"skipped  {skipped.Test.DisplayName}: {skipped.Reason}");
                break;
            case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                _done.Release();
                break;
        }

        return true;
    }

    public void Dispose() => _done.Dispose();

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
