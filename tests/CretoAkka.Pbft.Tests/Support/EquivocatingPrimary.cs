using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>
/// Proposes two requests for one place, one to some backups and one to the rest, and commits to each what it was told.
/// </summary>
internal sealed class EquivocatingPrimary(ReplicaGroup group, ISigner signer, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<SignedMessage> _pool = [];
    private long _sequence;

    public int Lies { get; private set; }

    public IReadOnlyList<ReplicaOutput> Step(ReplicaInput input, TimeSpan now)
    {
        if (input is ReplicaInput.Tick)
            return Propose();
        if (input is ReplicaInput.ReceiveFrame { Frame: var frame }
            && SignedMessage.TryDecode(frame.Span, out var message, out _)
            && message.Message is Request && !_pool.Contains(message))
            _pool.Add(message);
        return [];
    }

    private List<ReplicaOutput> Propose()
    {
        if (_pool.Count == 0)
            return [];
        _sequence++;
        var (first, second) = (_pool[_random.Next(_pool.Count)], _pool[_random.Next(_pool.Count)]);
        _pool.Remove(first);
        Lies += first.Equals(second) ? 0 : 1;
        return [.. group.Replicas.Skip(1).SelectMany(backup => Tell(backup, _random.Next(2) == 0 ? first : second))];
    }

    private IEnumerable<ReplicaOutput> Tell(string backup, SignedMessage request)
    {
        var digest = request.ComputeDigest();
        yield return Send(backup, new PrePrepare(signer.Id, 0, _sequence, digest, new([request])));
        yield return Send(backup, new Commit(signer.Id, 0, _sequence, digest));
    }

    private ReplicaOutput.SendTo Send(string backup, ProtocolMessage message) =>
        new(backup, SignedMessage.Sign(message, signer));
}
