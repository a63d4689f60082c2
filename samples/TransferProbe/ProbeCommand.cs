using System.CommandLine;
using EcgScaling.Training.Transfer.Protocols;

namespace EcgScaling.Samples.TransferProbe;

/// <summary>The command line.</summary>
internal static class ProbeCommand
{
    private const int BadUsage = 2;

    public static RootCommand Create()
    {
        var checkpoint = new Option<string?>("--checkpoint") { Description = "A run folder, one of its checkpoints, or encoder.safetensors" };
        var init = new Option<string?>("--init") { Description = "random: fresh weights in place of the checkpoint's, or of a small ResNet where none is given" };
        var task = new Option<string>("--task") { Description = "A task, see --list", DefaultValueFactory = _ => "synthetic-b" };
        var data = new Option<string[]>("--data")
        {
            Description = "The folder of the task's data, or several, as for chagas; generated tasks need none", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var protocol = new Option<string>("--protocol") { Description = string.Join(", ", TransferProtocol.Names), DefaultValueFactory = _ => "linear" };
        var fractions = new Option<int[]>("--labels-per-class") { Description = "Also fit with so few labels of each class, for example 1 10 100", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var seen = new Option<string[]>("--seen") { Description = "The labels that count as seen, in place of the checkpoint's", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var drift = new Option<string?>("--drift") { Description = "Also compare features with those of this data set, usually the pre-training one" };
        var compare = new Option<string?>("--compare") { Description = "Also try another checkpoint, or random for fresh weights, and give the paired difference and the encoders' likeness" };
        var trusting = new Option<bool>("--no-confounds") { Description = "Do not look for labels that length, padding, amplitude or source of the recordings give away" };
        var cache = new Option<string?>("--cache") { Description = "Keep extracted features in this folder" };
        var draws = new Option<int>("--draws") { Description = "Bootstrap draws over patients", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "Decides fresh weights and orders", DefaultValueFactory = _ => 1UL };
        var threads = new Option<int?>("--threads") { Description = "Threads of libtorch" };
        var list = new Option<bool>("--list") { Description = "List the tasks and protocols" };
        var json = new Option<bool>("--json") { Description = "Nothing but the result as JSON on standard output" };
        var smoke = new Option<bool>("--smoke") { Description = "A run of some seconds on generated exams with fresh weights" };
        var command = new RootCommand("Tries a pre-trained ECG encoder on a task of another data set: out-of-distribution loss on seen and unseen labels, with intervals.")
        {
            checkpoint, init, task, data, protocol, fractions, seen, compare, drift, trusting, cache, draws, seed, threads, list, json, smoke,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                return Task.FromResult(Listing.Print(parsed.GetValue(json)));
            }

            var request = new ProbeRequest
            {
                Checkpoint = parsed.GetValue(checkpoint),
                Init = parsed.GetValue(init),
                Seed = parsed.GetRequiredValue(seed),
                Task = parsed.GetRequiredValue(task),
                Data = parsed.GetRequiredValue(data),
                Protocol = parsed.GetRequiredValue(protocol),
                LabelsPerClass = parsed.GetRequiredValue(fractions),
                Seen = parsed.GetRequiredValue(seen),
                Compare = parsed.GetValue(compare),
                Drift = parsed.GetValue(drift),
                Confounds = !parsed.GetValue(trusting),
                Cache = parsed.GetValue(cache),
                Draws = parsed.GetRequiredValue(draws),
                Threads = parsed.GetValue(threads),
                Json = parsed.GetValue(json),
            };
            if (parsed.GetValue(smoke))
            {
                request = request with { Checkpoint = null, Init = "random", Task = "synthetic-b", Data = ["synthetic:hospital:300:7"], Draws = 100 };
            }

            return Probing.RunAsync(request, cancellation);
        });
        return command;
    }

    public static int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        return BadUsage;
    }
}
