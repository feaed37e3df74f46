using Akka.Actor;
using CretoAkka.Circuits;

namespace CretoAkka.Testing;

/// <summary>Something that every actor of a node answers once it has handled what it was told before.</summary>
internal static class SettleBarrier
{
    private const int PatienceSeconds = 20;
    private static readonly string[] Helpers =
        ["/user/creto/latency", "/user/creto/fallback", "/user/creto/remote"];

    /// <summary>Asks the circuits, those who help them, and other actors.</summary>
    /// <returns>Waits for the answers.</returns>
    public static Action Ask(PeerCircuits circuits, IReadOnlyCollection<ICanTell> others)
    {
        var peers = circuits.PeerNames;
        var left = new CountdownEvent(peers.Count + Helpers.Length + others.Count + 1);
        var answers = new RecordingRef(circuits.ActorSystem, _ => left.Signal());
        // Not by asking for statistics: they would let time act on the circuit, which is its timers' part to do.
        foreach (var peer in peers)
            circuits.Supervisor.Tell(new CircuitProtocol.GetTimeout(peer), answers);
        // It may have been told of a peer that is not made yet: the next time that is among those asked.
        circuits.Supervisor.Tell(new Identify(left), answers);
        foreach (var path in Helpers)
            circuits.ActorSystem.ActorSelection(path).Tell(new Identify(path), answers);
        foreach (var other in others)
            other.Tell(new Identify(left), answers);
        return () =>
        {
            using (left)
            {
                CircuitAssertionException.ThrowUnless(
                    left.Wait(TimeSpan.FromSeconds(PatienceSeconds)),
                    FormattableString.Invariant($"{left.CurrentCount} actors gave no answer in {PatienceSeconds} s."));
            }
        };
    }
}
