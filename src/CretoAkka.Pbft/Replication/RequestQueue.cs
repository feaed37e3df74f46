using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// Requests that the primary has taken on: some wait for a place, the others have one but no reply yet.
/// </summary>
internal sealed class RequestQueue(int capacity)
{
    private readonly Queue<SignedMessage> _waiting = new();
    private readonly Dictionary<string, long> _inProgress = new(StringComparer.Ordinal);

    public bool IsEmpty => _waiting.Count == 0;

    public bool IsFull => _waiting.Count >= capacity;

    /// <summary>
    /// Whether this request, or an earlier one of its client, is on its way. A client has one at a time.
    /// </summary>
    public bool IsInProgress(string client) => _inProgress.ContainsKey(client);

    public void Add(SignedMessage signed, Request request)
    {
        _inProgress[request.Sender] = request.Timestamp;
        _waiting.Enqueue(signed);
    }

    public SignedMessage Take() => _waiting.Dequeue();

    public void Executed(string client, long timestamp)
    {
        if (_inProgress.TryGetValue(client, out var own) && own <= timestamp)
            _inProgress.Remove(client);
    }
}
