using Akka.Actor;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>
/// Messages that share one of Akka.Remote's, each written by its own serializer. With <see cref="Packer"/> and
/// <see cref="Unpacker"/> the least that acknowledged messages over Akka.Remote take: no number, nothing kept, nothing
/// sent again. Immutable.
/// </summary>
internal sealed record Batch(IReadOnlyList<Proposal> Messages)
{
    // As much as shares a frame of a session.
    private const int MostMessages = 128;
    private const int MostBytes = 32 * 1024;

    /// <summary>Packs what it is told in one run of its mailbox.</summary>
    /// <param name="unpacker">Where it goes.</param>
    /// <param name="window">Bytes that may be unacknowledged at once; the rest waits.</param>
    internal sealed class Packer(IActorRef unpacker, int window) : UntypedActor
    {
        private readonly Queue<Proposal> _waiting = [];
        private int _waitingBytes;
        private int _unacknowledged;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Proposal proposal:
                    if (_waiting.Count == 0)
                        Self.Tell(Flush.Instance);
                    _waiting.Enqueue(proposal);
                    _waitingBytes += proposal.Data.Length;
                    break;
                case int acknowledged:
                    var isFull = IsCutShort;
                    _unacknowledged -= acknowledged;
                    if (isFull)
                        Leave();
                    break;
                default:
                    Leave();
                    break;
            }
        }

        private void Leave()
        {
            while (_waiting.Count > 0 && !IsCutShort)
                unpacker.Tell(new Batch(Pack()));
        }

        // In the last quarter of its window a session begins no such frame either.
        private bool IsCutShort =>
            window - _unacknowledged < Math.Min(Math.Min(_waitingBytes, MostBytes), window / 4);

        private List<Proposal> Pack()
        {
            List<Proposal> packed = [];
            for (var bytes = 0; packed.Count < MostMessages && _waiting.TryPeek(out var next); packed.Add(next))
            {
                if (bytes > 0 && bytes + next.Data.Length > MostBytes)
                    break;
                bytes += next.Data.Length;
                _waiting.Dequeue();
            }
            var leaving = packed.Sum(message => message.Data.Length);
            (_unacknowledged, _waitingBytes) = (_unacknowledged + leaving, _waitingBytes - leaving);
            return packed;
        }
    }

    /// <summary>Hands each message to a target, and acknowledges them together.</summary>
    internal sealed class Unpacker(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var batch = (Batch)message;
            foreach (var one in batch.Messages)
                target.Tell(one, ActorRefs.NoSender);
            Sender.Tell(batch.Messages.Sum(message => message.Data.Length));
        }
    }

    private sealed class Flush
    {
        public static readonly Flush Instance = new();
    }
}
