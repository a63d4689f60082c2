using EcgScaling.Training.Distributed;
using static TorchSharp.torch;

namespace EcgScaling.Study.Running;

/// <summary>What process 0 of a data-parallel trial tells the others to do next.</summary>
/// <param name="Key">The trial to train; empty to wait for the next order, which shows that process 0 is there.</param>
/// <param name="Start">The checkpoint of another trial's run that it starts from, or null.</param>
/// <param name="Ends">Whether there is nothing more to do.</param>
internal sealed record TrialOrder(string Key, string? Start = null, bool Ends = false)
{
    public static TrialOrder Wait { get; } = new(string.Empty);

    public static TrialOrder End { get; } = new(string.Empty, Ends: true);

    /// <summary>Tells the others; process 0 calls it.</summary>
    public void Send(IProcessGroup group) => Exchange(group, StudyJson.Write(this));

    /// <summary>What process 0 says; the others call it.</summary>
    public static TrialOrder Receive(IProcessGroup group) => StudyJson.Parse<TrialOrder>(Exchange(group, string.Empty), "order");

    private static string Exchange(IProcessGroup group, string text)
    {
        using var scope = NewDisposeScope();
        var length = tensor(new long[] { text.Length }, [1]).to(group.Device);
        group.Broadcast(length).Wait();
        var letters = new long[length.cpu().item<long>()];
        for (var at = 0; at < text.Length; at++)
        {
            letters[at] = text[at];
        }

        var sent = tensor(letters, [letters.Length]).to(group.Device);
        group.Broadcast(sent).Wait();
        return string.Concat(sent.cpu().data<long>().ToArray().Select(letter => (char)letter));
    }
}
