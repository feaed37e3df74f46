using System.Diagnostics.CodeAnalysis;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Requests;

/// <summary>
/// Requests that a replica knows of and that are not executed: of each client the newest. A client has one place in the
/// order at a time; what it asks meanwhile waits.
/// </summary>
internal sealed class PendingRequests(int capacity)
{
    private readonly Dictionary<string, (SignedMessage Signed, long Timestamp, long Age)> _known =
        new(StringComparer.Ordinal);

    private readonly SortedDictionary<long, string> _byAge = [];
    private readonly SortedDictionary<long, string> _waiting = [];
    private readonly Dictionary<string, long> _placed = new(StringComparer.Ordinal);
    private long _age;

    public int Count => _known.Count;

    /// <summary>The request that has waited longest.</summary>
    public SignedMessage? Oldest
    {
        get
        {
            if (_byAge.Count == 0)
                return null; // Asked after every input: to begin to go through a tree costs more than to know.
            foreach (var client in _byAge.Values)
                return _known[client].Signed;
            return null;
        }
    }

    /// <summary>All of them, oldest first.</summary>
    public IEnumerable<SignedMessage> All => _byAge.Values.Select(client => _known[client].Signed);

    /// <summary>Whether this request, or a later one of its client, is known.</summary>
    public bool Knows(string client, long timestamp) =>
        _known.TryGetValue(client, out var known) && known.Timestamp >= timestamp;

    public bool Holds(SignedMessage signed) =>
        _known.TryGetValue(signed.Signer, out var known) && known.Signed.Equals(signed);

    /// <summary>Whether there is no room for a client that has nothing here.</summary>
    public bool IsFullFor(string client) => _known.Count >= capacity && !_known.ContainsKey(client);

    /// <summary>Takes a request whose signature was checked; nothing if a later one of its client is known.</summary>
    public void Add(SignedMessage signed, Request request)
    {
        var client = request.Sender;
        if (Knows(client, request.Timestamp) || IsFullFor(client))
            return;
        Remove(client);
        _known[client] = (signed, request.Timestamp, ++_age);
        _byAge[_age] = client;
        if (!_placed.ContainsKey(client))
            _waiting[_age] = client;
    }

    /// <summary>The next requests that have no place, as many as a batch may hold; each has one from now on.</summary>
    public bool TryTakeBatch(int maxRequests, [NotNullWhen(true)] out Batch? batch)
    {
        batch = null;
        if (_waiting.Count == 0)
            return false;
        var requests = new List<SignedMessage>();
        var bytes = 0;
        foreach (var client in _waiting.Values)
        {
            var signed = _known[client].Signed;
            bytes += signed.Encoded.Length;
            if (requests.Count == maxRequests || (requests.Count > 0 && bytes > MessageLimits.BatchBytes))
                break;
            requests.Add(signed);
        }

        foreach (var request in requests)
            Placed(request.Signer, ((Request)request.Message).Timestamp);
        batch = new([.. requests]);
        return true;
    }

    /// <summary>A request has a place in the order.</summary>
    public void Placed(string client, long timestamp)
    {
        _placed[client] = timestamp;
        if (_known.TryGetValue(client, out var known))
            _waiting.Remove(known.Age);
    }

    /// <summary>A request was executed, with all earlier ones of its client.</summary>
    public void Executed(string client, long timestamp)
    {
        if (_placed.TryGetValue(client, out var placed) && placed <= timestamp)
            _placed.Remove(client);
        if (!_known.TryGetValue(client, out var known))
            return;
        if (known.Timestamp <= timestamp)
            Remove(client);
        else if (!_placed.ContainsKey(client))
            _waiting[known.Age] = client;
    }

    /// <summary>A new view: no request has a place in it yet.</summary>
    public void Unplace()
    {
        _placed.Clear();
        foreach (var (age, client) in _byAge)
            _waiting[age] = client;
    }

    /// <summary>Drops what a state that was taken over from others has executed.</summary>
    public void DropExecuted(Func<string, long> lastTimestampOf)
    {
        foreach (var client in _known.Keys.ToList())
            Executed(client, lastTimestampOf(client));
    }

    private void Remove(string client)
    {
        if (!_known.Remove(client, out var known))
            return;
        _byAge.Remove(known.Age);
        _waiting.Remove(known.Age);
    }
}
