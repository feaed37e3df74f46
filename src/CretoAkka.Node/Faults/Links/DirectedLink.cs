namespace CretoAkka.Node.Faults.Links;

/// <summary>One direction between two nodes, over all its connections. Thread-safe.</summary>
/// <param name="seed">Which frames vanish where only some do.</param>
internal sealed class DirectedLink(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly Gate _gate = new();
    private volatile LinkCondition _condition = LinkCondition.Perfect;

    /// <summary>How it is now.</summary>
    public LinkCondition Condition
    {
        get => _condition;
        set => _condition = value;
    }

    /// <summary>Frames that vanished so far.</summary>
    public long Lost
    {
        get
        {
            lock (_lock)
                return field;
        }
        private set;
    }

    /// <summary>Stops all frames; nothing is closed, and nothing vanishes.</summary>
    public void Freeze() => _gate.Shut();

    /// <summary>Lets frames go on.</summary>
    public void Thaw() => _gate.Open();

    /// <summary>Ends once frames may pass.</summary>
    public Task PassAsync(CancellationToken cancellation) => _gate.WaitAsync(cancellation);

    /// <summary>Whether the next frame vanishes.</summary>
    public bool Drops()
    {
        var loss = _condition.Loss;
        if (loss <= 0)
            return false;
        lock (_lock)
        {
            var drops = _random.NextDouble() < loss;
            Lost += drops ? 1 : 0;
            return drops;
        }
    }
}
