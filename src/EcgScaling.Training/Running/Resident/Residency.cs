using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Resident;

/// <summary>Decides whether a run's tracings stay on the device.</summary>
internal static class Residency
{
    // Read in one go before the first step instead of beside the steps: that pays from the second pass over the exams on.
    private const int LeastPasses = 2;

    // The rest is for weights, activations and whoever else uses the device.
    private const int PartOfFreeMemory = 2;

    /// <summary>The feed of a run: from tracings that stay on the device if they are to and fit, else from what its loader reads for each batch.</summary>
    /// <param name="source">Where the exams come from.</param>
    /// <param name="exams">Those that the run trains on.</param>
    /// <param name="draws">How many it still draws, repeats included.</param>
    /// <param name="data">The caller's limit and threads.</param>
    /// <param name="device">The device.</param>
    /// <param name="logger">Is told what was decided.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static BatchFeed Feed(IEcgDataset source, IReadOnlyList<int> exams, long draws, TrainingData data, Device device, ILogger logger, CancellationToken cancellation)
    {
        if (Bytes(source, exams.Count, draws, data.ResidentBytes, device) is { } bytes)
        {
            TrainingLog.Resident(logger, exams.Count, bytes / (double)(1L << 30), device.ToString());
            try
            {
                return new ResidentBatchFeed(ResidentTracings.Load(source, exams, device, data.LoaderThreads, cancellation), device);
            }
            catch (ExternalException error)
            {
                TrainingLog.NotResident(logger, device.ToString(), error.Message);
            }
        }

        return BatchFeed.For(device);
    }

    /// <summary>The bytes that the run's tracings take if they are to stay on the device, else null.</summary>
    /// <param name="source">Where the exams come from.</param>
    /// <param name="exams">How many different ones the run trains on.</param>
    /// <param name="draws">How many it still draws, repeats included.</param>
    /// <param name="limit">The caller's limit; null for the default.</param>
    /// <param name="device">The device.</param>
    public static long? Bytes(IEcgDataset source, int exams, long draws, long? limit, Device device)
    {
        var bytes = ResidentTracings.BytesOf(source, exams);
        var room = limit ?? (DeviceMemory.FreeBytes(device) / PartOfFreeMemory) ?? 0;
        return bytes <= room && draws >= (long)LeastPasses * exams ? bytes : null;
    }
}
