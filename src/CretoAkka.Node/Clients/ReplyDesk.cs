using System.Collections.Frozen;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Node.Clients;

/// <summary>
/// Where clients that are not of this group's nodes fetch a replica's replies. A client has one request outstanding, so
/// of each only the last reply is kept and only its last question waits. Thread-safe.
/// </summary>
/// <param name="clients">Who may ask.</param>
internal sealed class ReplyDesk(IEnumerable<string> clients)
{
    private readonly FrozenDictionary<string, Place> _places =
        clients.ToFrozenDictionary(client => client, _ => new Place(), StringComparer.Ordinal);

    /// <summary>A desk that nobody comes to.</summary>
    public static ReplyDesk Closed { get; } = new([]);

    /// <summary>Takes what this replica replies.</summary>
    /// <returns>Whether it is for a client of this desk.</returns>
    public bool TryTake(SignedMessage message)
    {
        if (message.Message is not Reply reply || !_places.TryGetValue(reply.Client, out var place))
            return false;
        place.Take(message, reply.Timestamp);
        return true;
    }

    /// <summary>The reply to a request, once it is there; null where the client has asked for another since.</summary>
    /// <exception cref="KeyNotFoundException">The client is unknown.</exception>
    public Task<SignedMessage?> ReplyAsync(string client, long timestamp) => _places[client].Ask(timestamp);

    /// <summary>Whether a client may ask.</summary>
    public bool Knows(string client) => _places.ContainsKey(client);

    private sealed class Place
    {
        private readonly Lock _lock = new();
        private SignedMessage? _last;
        private TaskCompletionSource<SignedMessage?>? _waiting;
        private long _lastTimestamp = -1;
        private long _awaited = -1;

        public void Take(SignedMessage message, long timestamp)
        {
            lock (_lock)
            {
                if (timestamp < _lastTimestamp)
                    return;
                (_last, _lastTimestamp) = (message, timestamp);
                if (timestamp >= _awaited)
                    _waiting?.TrySetResult(timestamp == _awaited ? message : null);
            }
        }

        public Task<SignedMessage?> Ask(long timestamp)
        {
            lock (_lock)
            {
                if (timestamp <= _lastTimestamp)
                    return Task.FromResult(timestamp == _lastTimestamp ? _last : null);
                if (timestamp < _awaited)
                    return Task.FromResult<SignedMessage?>(null); // It came late, or again.
                if (timestamp != _awaited || _waiting is null)
                {
                    _waiting?.TrySetResult(null);
                    _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    _awaited = timestamp;
                }
                return _waiting.Task;
            }
        }
    }
}
