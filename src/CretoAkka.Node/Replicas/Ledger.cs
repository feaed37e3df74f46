namespace CretoAkka.Node.Replicas;

/// <summary>
/// An account of its own of what was executed and what was acknowledged, kept beside the replicas, so that they are not
/// their own judges. Thread-safe.
/// </summary>
/// <remarks>
/// A client has one request outstanding at a time, so the last timestamp per client and replica is enough to know
/// whether an acknowledged request was executed, however long the run.
/// </remarks>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, long>> _executed = [];
    private long _lost;

    /// <summary>Acknowledged requests that no replica had executed.</summary>
    public long Lost
    {
        get
        {
            lock (_lock)
                return _lost;
        }
    }

    /// <summary>A replica starts empty.</summary>
    public void Started(string replica)
    {
        lock (_lock)
            _executed[replica] = [];
    }

    /// <summary>A replica executed a request. Called before its reply leaves.</summary>
    public void Executed(string replica, string client, long timestamp)
    {
        lock (_lock)
        {
            var clients = _executed[replica];
            clients[client] = Math.Max(timestamp, clients.GetValueOrDefault(client));
        }
    }

    /// <summary>A request was acknowledged to its user. Called before the user hears of it.</summary>
    public void Acknowledged(string client, long timestamp)
    {
        lock (_lock)
        {
            if (!_executed.Values.Any(clients => clients.GetValueOrDefault(client) >= timestamp))
                _lost++;
        }
    }
}
