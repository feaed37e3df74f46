using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// What makes execution exactly-once: each client's last executed timestamp and the reply to it. It grows with the
/// clients whose keys the verifier holds. Part of the replicated state: every replica has the same after a place.
/// </summary>
internal sealed class ClientTable
{
    private readonly Dictionary<string, SignedMessage> _replies = new(StringComparer.Ordinal);

    /// <summary>The reply to the last executed request of a client; null if there was none.</summary>
    public SignedMessage? LastReply(string client) => _replies.GetValueOrDefault(client);

    public long LastTimestamp(string client) =>
        LastReply(client)?.Message is Reply reply ? reply.Timestamp : -1;

    public void Replied(string client, SignedMessage reply) => _replies[client] = reply;
}
