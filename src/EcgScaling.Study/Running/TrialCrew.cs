using EcgScaling.Training.Distributed;

namespace EcgScaling.Study.Running;

/// <summary>
/// Process 0's side of the processes that train together. It alone claims, reports and writes; the others train what it orders. While it does something else it lets them know now and then that
/// it is there: none of them waits longer than the group's timeout.
/// </summary>
internal sealed class TrialCrew : IDisposable
{
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(30);
    private readonly Lock _turn = new();
    private readonly Timer _signs;
    private bool _over;

    public TrialCrew(IProcessGroup group)
    {
        Group = group;
        _signs = new Timer(_ => GiveSign(), null, Sign, Sign);
    }

    public IProcessGroup Group { get; }

    /// <summary>Whether another process was lost: these processes train nothing more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Orders the others to train a trial and trains this process's part.</summary>
    /// <exception cref="ProcessGroupException">Another process failed, was killed or does not answer.</exception>
    public T Train<T>(TrialOrder order, Func<IProcessGroup, T> train)
    {
        lock (_turn)
        {
            try
            {
                order.Send(Group);
                return train(Group);
            }
            catch (Exception error)
            {
                // Whoever fails between two exchanges leaves the others at different places: they cannot go on together.
                (IsBroken, _over) = (true, true);
                Group.Fail(error.Message);
                throw;
            }
        }
    }

    /// <summary>Tells the others that nothing is left, and leaves them.</summary>
    public void Dispose()
    {
        _signs.Dispose();
        lock (_turn)
        {
            if (!_over)
            {
                _over = true;
                Send(TrialOrder.End);
            }
        }

        Group.Dispose();
    }

    private void GiveSign()
    {
        // While a trial is trained its own exchanges are sign enough.
        if (!_turn.TryEnter())
        {
            return;
        }

        try
        {
            if (!_over)
            {
                Send(TrialOrder.Wait);
            }
        }
        finally
        {
            _turn.Exit();
        }
    }

    private void Send(TrialOrder order)
    {
        try
        {
            order.Send(Group);
        }
        catch (ProcessGroupException)
        {
            (IsBroken, _over) = (true, true);
        }
    }
}
