using Akka.Actor;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>
/// Messages that share one of Akka.Remote's, each written by its own serializer, and nothing more: no number, no queue,
/// no acknowledgement. No session over Akka.Remote can take less. Immutable.
/// </summary>
internal sealed record Batch(Proposal[] Messages)
{
    private const int MostMessages = 128;
    private const int MostBytes = 32 * 1024;

    /// <summary>As many as share a frame of a session.</summary>
    public static Batch Of(Proposal message)
    {
        var fitting = Math.Min(MostMessages, MostBytes / message.Data.Length);
        return new([.. Enumerable.Repeat(message, fitting)]);
    }

    /// <summary>Hands each message of a batch to a target.</summary>
    internal sealed class Unpacker(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            foreach (var one in ((Batch)message).Messages)
                target.Tell(one, ActorRefs.NoSender);
        }
    }
}
