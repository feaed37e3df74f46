namespace CretoAkka.Pbft.Replication;

/// <summary>
/// Whom to ask for what others have executed and we have not. One FETCH at a time. A peer that has brought all we asked
/// for is asked again; one that has not by the next tick has to wait until the others had their turn, so one that lies
/// about its progress, or answers in drops, costs a tick.
/// </summary>
internal sealed class CatchUp(int replicas, int batch)
{
    private readonly long[] _claims = new long[replicas];
    private long _executedAtTick;
    private bool _due = true;
    private int _turn;
    private (long First, long Last)? _range;

    /// <summary>Whether we asked for this place. Whoever brings it is welcome: the certificate proves itself.</summary>
    public bool Awaits(long sequence) => _range is var (first, last) && sequence >= first && sequence <= last;

    /// <summary>A replica says how far it has executed.</summary>
    public void Heard(int replica, long executed) => _claims[replica] = executed;

    /// <summary>
    /// What more than <paramref name="liars"/> replicas say they have executed: so one that does not lie.
    /// </summary>
    public long Believed(int liars) => _claims.OrderDescending().ElementAt(liars);

    /// <summary>A status interval has passed.</summary>
    public void Tick(long executed)
    {
        var stalled = executed == _executedAtTick;
        _executedAtTick = executed;
        if (_range is not null)
            _turn = (_turn + 1) % replicas;
        _due = stalled || _range is not null;
        _range = null;
    }

    /// <summary>
    /// The next FETCH, if it is time for one: somebody is ahead, and we stood still at the last tick, or have executed
    /// all we asked for, or got only a part of it. A replica that moves by itself does not ask for what is in the mail.
    /// </summary>
    public (int Replica, long First, long Last)? Next(long executed, long lastOpen)
    {
        var done = _range is var (_, last) && executed >= last;
        if (executed >= lastOpen || (!done && (_range is not null || !_due)))
            return null;

        _range = null;
        for (var i = 0; i < replicas; i++)
        {
            var replica = (_turn + i) % replicas;
            if (_claims[replica] <= executed)
                continue;
            _turn = replica;
            _range = (executed + 1, Math.Min(Math.Min(_claims[replica], lastOpen), executed + batch));
            return (replica, _range.Value.First, _range.Value.Last);
        }

        return null;
    }
}
