using Akka.Actor;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>
/// Messages that share one of Akka.Remote's, each written by its own serializer. With <see cref="Packer"/> and
/// <see cref="Unpacker"/> the least that acknowledged messages over Akka.Remote take: no number, no bound, no window,
/// nothing kept, nothing sent again. Immutable.
/// </summary>
internal sealed record Batch(IReadOnlyList<Proposal> Messages)
{
    // As much as shares a frame of a session.
    private const int MostMessages = 128;
    private const int MostBytes = 32 * 1024;

    /// <summary>Packs what it is told in one run of its mailbox. An acknowledgement it only takes.</summary>
    internal sealed class Packer(IActorRef unpacker) : UntypedActor
    {
        private List<Proposal> _packed = [];
        private int _bytes;

        protected override void OnReceive(object message)
        {
            if (message is Proposal proposal)
                Add(proposal);
            else if (message is Flush && _packed.Count > 0)
                Leave();
        }

        private void Add(Proposal proposal)
        {
            if (_packed.Count == 0)
                Self.Tell(Flush.Instance);
            if (_packed.Count == MostMessages || _bytes + proposal.Data.Length > MostBytes)
                Leave();
            _packed.Add(proposal);
            _bytes += proposal.Data.Length;
        }

        private void Leave()
        {
            unpacker.Tell(new Batch(_packed));
            (_packed, _bytes) = ([], 0);
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
            Sender.Tell(batch.Messages.Count);
        }
    }

    private sealed class Flush
    {
        public static readonly Flush Instance = new();
    }
}
