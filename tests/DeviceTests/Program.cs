// Runs test assemblies in this process, for machines without an SDK, and ends with a line of counts.
//   DeviceTests [TEXT...]    only tests whose full name holds one of the texts; default: Cuda On_a_device, the tests that need a device
using System.Reflection;
using EcgScaling.DeviceTests;

string[] assemblies = ["EcgScaling.LibTorch.Tests", "EcgScaling.Training.Tests"];
var wanted = args.Length > 0 ? args : ["Cuda", "On_a_device"];
var counts = new Counts();
foreach (var name in assemblies)
{
    AssemblyTests.Run(Assembly.Load(name), test => wanted.Any(text => test.Contains(text, StringComparison.Ordinal)), counts);
}

Console.WriteLine($"{counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped");
return counts.Failed > 0 || counts.Passed == 0 ? 1 : 0;
