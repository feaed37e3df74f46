using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Clients;

/// <summary>
/// Waits for f + 1 equal replies to each request: at least one of them is a correct replica's, so the result is right.
/// Serves any number of clients, up to a bound of requests. Not thread-safe.
/// </summary>
/// <param name="group">Whose replies count.</param>
/// <param name="verifier">Knows the keys of the replicas.</param>
/// <param name="maxAwaited">Requests that may be awaited at once. At least 1.</param>
public sealed class ReplyCollector(ReplicaGroup group, IVerifier verifier, int maxAwaited)
{
    private readonly Dictionary<(string Client, long Timestamp), Bytes?[]> _awaited = [];

    /// <summary>How many requests are awaited.</summary>
    public int Count => _awaited.Count;

    /// <summary>Begins to await a request. False if the bound is reached or it is awaited already.</summary>
    public bool TryAwait(string client, long timestamp) =>
        _awaited.Count < maxAwaited && _awaited.TryAdd((client, timestamp), new Bytes?[group.Size]);

    /// <summary>Stops awaiting a request, as after the client gave up. False if it was not awaited.</summary>
    public bool Forget(string client, long timestamp) => _awaited.Remove((client, timestamp));

    /// <summary>Takes a reply. Its signature is checked last, and only if it could count.</summary>
    public ReplyOutcome Offer(SignedMessage message)
    {
        var replica = group.IndexOf(message.Signer);
        if (message.Message is not Reply reply || replica < 0)
            return new(ReplyUse.Invalid);
        if (!_awaited.TryGetValue((reply.Client, reply.Timestamp), out var results))
            return new(ReplyUse.NotAwaited);
        if (results[replica] is not null)
            return new(ReplyUse.Duplicate);
        if (!message.IsValid(verifier))
            return new(ReplyUse.Invalid);

        results[replica] = reply.Result;
        if (results.Count(result => result == reply.Result) <= group.MaxFaulty)
            return new(ReplyUse.Counted);
        _awaited.Remove((reply.Client, reply.Timestamp));
        return new(ReplyUse.Completed, reply.Result, reply.View);
    }
}
