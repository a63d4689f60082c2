using System.Diagnostics;
using EcgScaling.Training.Distributed;

namespace EcgScaling.Training.Toys;

/// <summary>Several processes of this program that train together on this machine.</summary>
internal static class ChildGroup
{
    public const string Word = "group";

    /// <summary>What a child does: its place and a folder.</summary>
    public static int Run(string scenario, string folder)
    {
        try
        {
            GroupScenarios.Run(scenario, ProcessWorld.FromEnvironment(), folder);
            return 0;
        }
        catch (EcgScalingException error)
        {
            Console.Error.WriteLine($"{error.GetType().Name}: {error.Message}");
            return 1;
        }
    }

    /// <summary>Starts the processes and waits until all have ended.</summary>
    /// <param name="size">How many.</param>
    /// <param name="scenario">A word of <see cref="GroupScenarios"/>.</param>
    /// <param name="folder">Where they write.</param>
    /// <param name="killAt">When process 1 has printed this line it is killed; null for never.</param>
    public static IReadOnlyList<(int Code, string Errors)> Start(int size, string scenario, string folder, string? killAt = null)
    {
        var children = ProcessWorld.OnThisMachine(size).Select(place => Start(place, scenario, folder)).ToArray();
        try
        {
            var errors = children.Select(child => child.StandardError.ReadToEndAsync()).ToArray();
            if (killAt is not null)
            {
                while (children[1].StandardOutput.ReadLine() is { } line && line != killAt)
                {
                }

                children[1].Kill();
            }

            foreach (var child in children)
            {
                Assert.True(child.WaitForExit(TimeSpan.FromMinutes(3)), $"a process of '{scenario}' hangs");
            }

            return [.. children.Select((child, rank) => (child.ExitCode, errors[rank].Result))];
        }
        finally
        {
            foreach (var child in children)
            {
                if (!child.HasExited)
                {
                    child.Kill();
                }

                child.Dispose();
            }
        }
    }

    /// <summary>The same, all of which must end well.</summary>
    public static void Require(int size, string scenario, string folder) =>
        Assert.All(Start(size, scenario, folder), end => Assert.True(end.Code == 0, end.Errors));

    private static Process Start(ProcessWorld place, string scenario, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildGroup).Assembly.Location, Word, scenario, folder])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in place.ToEnvironment())
        {
            start.Environment[name] = value;
        }

        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }
}
