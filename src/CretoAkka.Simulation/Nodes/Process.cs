using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Nodes;

/// <summary>
/// A process of a machine: it runs or not, may be frozen, and has a clock of its own that may stand still. What comes
/// while it is frozen it does afterwards, all at once.
/// </summary>
internal abstract class Process(Agenda agenda)
{
    private readonly Queue<Action> _backlog = new();
    private TimeSpan _behind;
    private TimeSpan? _stoodStillAt;
    private TimeSpan? _armedFor;
    private long _arming;
    private int _freezes;

    /// <summary>Whether it runs.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Which process it is: none before it had the same.</summary>
    public long Incarnation { get; private set; }

    /// <summary>Whether it does nothing for now.</summary>
    public bool IsFrozen => _freezes > 0;

    /// <summary>Its own clock.</summary>
    public TimeSpan Now => (_stoodStillAt ?? agenda.Now) - _behind;

    /// <summary>Lets it do something, now or when it thaws. What stops it in the middle ends it.</summary>
    protected void Run(Action work) => Run(static (_, work, _) => ((Action)work)(), work, 0);

    /// <summary>Like the other; a function that captures nothing costs nothing.</summary>
    protected void Run(Action<Process, object, int> work, object what, int whom)
    {
        if (!IsUp)
            return;
        if (IsFrozen)
        {
            Postpone(work, what, whom);
            return;
        }
        try
        {
            work(this, what, whom);
            Settle();
        }
        catch (TornException)
        {
            Stop();
        }
    }

    // A method of its own: what captures arguments is made wherever they are, captured or not.
    private void Postpone(Action<Process, object, int> work, object what, int whom) =>
        _backlog.Enqueue(() => Run(work, what, whom));

    /// <summary>Called after each thing it did.</summary>
    protected abstract void Settle();

    /// <summary>Called when it is time again.</summary>
    protected abstract void Wake();

    /// <summary>Called when it has ended.</summary>
    protected abstract void Stopped();

    /// <summary>Begins.</summary>
    protected void Start(long incarnation)
    {
        (IsUp, Incarnation) = (true, incarnation);
        _armedFor = null;
    }

    /// <summary>Ends, at once.</summary>
    public void Stop()
    {
        if (!IsUp)
            return;
        IsUp = false;
        _arming++;
        _backlog.Clear();
        Stopped();
    }

    /// <summary>Stops doing anything.</summary>
    public void Freeze() => _freezes++;

    /// <summary>Does what it has missed.</summary>
    public void Thaw()
    {
        if (--_freezes > 0)
            return;
        while (_backlog.TryDequeue(out var work))
            work();
    }

    /// <summary>Its clock stands still.</summary>
    public void StopClock() => _stoodStillAt ??= agenda.Now;

    /// <summary>Its clock goes on, from where it stood.</summary>
    public void StartClock()
    {
        if (_stoodStillAt is not { } at)
            return;
        (_behind, _stoodStillAt) = (_behind + (agenda.Now - at), null);
        _armedFor = null;
        Run(Wake);
    }

    /// <summary>Wakes it at a time of its own clock, unless it is woken before.</summary>
    protected void Arm(TimeSpan due)
    {
        if (_armedFor <= due || _stoodStillAt is not null)
            return;
        _armedFor = due;
        var arming = ++_arming;
        agenda.At(due + _behind, () => Ring(arming));
    }

    // A clock that stood still meanwhile has not come to it yet: then it is armed again.
    private void Ring(long arming)
    {
        if (arming != _arming || !IsUp)
            return;
        _armedFor = null;
        Run(static (process, _, _) => process.Wake(), this, 0);
    }
}

/// <summary>The process ends where it is: nothing of what it would have done next is done.</summary>
internal sealed class TornException : Exception;
