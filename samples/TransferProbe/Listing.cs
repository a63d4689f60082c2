using System.Text.Json;
using EcgScaling.Training;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Samples.TransferProbe;

/// <summary>What there is to choose from.</summary>
internal static class Listing
{
    public static int Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { Tasks = TransferTasks.All.Select(task => new { task.Name, task.Description, task.Metric, task.Labels }), Protocols = TransferProtocol.Names }, TrainingJson.Indented));
            return 0;
        }

        var width = TransferTasks.All.Max(task => task.Name.Length);
        foreach (var task in TransferTasks.All)
        {
            Console.WriteLine($"{task.Name.PadRight(width)}  {task.Description}");
        }

        Console.WriteLine($"\nprotocols: {string.Join(", ", TransferProtocol.Names)}");
        return 0;
    }
}
