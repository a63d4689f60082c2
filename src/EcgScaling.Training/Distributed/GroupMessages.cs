using System.Text;
using static TorchSharp.torch;

namespace EcgScaling.Training.Distributed;

/// <summary>Exchanges bytes, text and named tensors.</summary>
internal static class GroupMessages
{
    /// <summary>What each process says, in the order of their numbers.</summary>
    public static byte[][] GatherBytes(this IProcessGroup group, byte[] mine)
    {
        using var scope = NewDisposeScope();
        var lengths = group.Gather(tensor(new long[] { mine.Length }, [1], device: group.Device)).cpu().data<long>().ToArray();
        var longest = (int)lengths.Max();
        if (longest == 0)
        {
            return [.. lengths.Select(_ => Array.Empty<byte>())];
        }

        var padded = new byte[longest];
        mine.CopyTo(padded, 0);
        var all = group.Gather(tensor(padded, [longest], device: group.Device)).cpu().data<byte>().ToArray();
        return [.. lengths.Select((length, rank) => all.AsSpan(rank * longest, (int)length).ToArray())];
    }

    /// <summary>What process 0 says.</summary>
    public static string BroadcastText(this IProcessGroup group, string text) =>
        group.Size == 1 ? text : Encoding.UTF8.GetString(group.GatherBytes(group.Rank == 0 ? Encoding.UTF8.GetBytes(text) : [])[0]);

    /// <summary>Gives every process the values of process 0, in place.</summary>
    public static void BroadcastValues(this IProcessGroup group, IEnumerable<Tensor> tensors)
    {
        using var quiet = no_grad();
        foreach (var item in tensors)
        {
            using var scope = NewDisposeScope();
            var sent = item.detach().to(group.Device).contiguous();
            group.Broadcast(sent).Wait();
            if (group.Rank != 0)
            {
                item.detach().copy_(sent);
            }
        }
    }
}
