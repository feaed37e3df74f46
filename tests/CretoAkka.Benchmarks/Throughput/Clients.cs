using System.Globalization;
using Akka.Actor;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>
/// Clients that sign a request each, take it for answered once f + 1 replicas have signed the same, and ask again.
/// </summary>
internal sealed class Clients : ReceiveActor
{
    private const int ValueBytes = 64;

    private readonly IActorRef _primary;
    private readonly ReplyCollector _replies;
    private readonly Dictionary<string, (ISigner Signer, long Timestamp)> _clients = [];
    private readonly byte[] _value = new byte[ValueBytes];

    public Clients(Signatures keys, ReplicaGroup group, IActorRef primary, int count, Tally tally)
    {
        _primary = primary;
        _replies = new(group, keys, count * 2);
        foreach (var name in NamesOf(count))
            _clients[name] = (keys.SignerOf(name), 0);
        Receive<Begin>(_ =>
        {
            foreach (var name in NamesOf(count))
                Ask(name);
        });
        Receive<ProtocolFrame>(frame =>
        {
            if (!SignedMessage.TryDecode(frame.Bytes, out var message, out _)
                || _replies.Offer(message).Use != ReplyUse.Completed)
                return;
            tally.Add();
            Ask(((Reply)message.Message).Client);
        });
    }

    /// <summary>What they are called. Nobody's home: replies go to whoever carries messages.</summary>
    public static IEnumerable<string> NamesOf(int count) => Enumerable.Range(0, count)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{ClientNames.Outside}/{number}"));

    private void Ask(string name)
    {
        var (signer, timestamp) = _clients[name];
        _clients[name] = (signer, ++timestamp);
        _replies.TryAwait(name, timestamp);
        var request = new Request(name, timestamp, new KeyValueOperation.Put(name, Bytes.Of(_value)).Encode());
        _primary.Tell(new ProtocolFrame(SignedMessage.Sign(request, signer).Encoded.Span.ToArray()));
    }

    /// <summary>All ask for the first time.</summary>
    internal sealed record Begin;
}
