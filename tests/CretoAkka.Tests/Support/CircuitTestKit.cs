using Akka.TestKit.Xunit2;
using CretoAkka.Configuration;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Support;

/// <summary>
/// An actor system in virtual time with circuits of small numbers, and the events of its circuits as messages.
/// </summary>
public abstract class CircuitTestKit : TestKit
{
    protected CircuitTestKit(PeerSettings? peer = null, int maxPeers = 100)
        : this(TestSettings.Of(peer ?? TestSettings.Peer, maxPeers))
    {
    }

    protected CircuitTestKit(CretoSettings settings)
        : base(VirtualCircuits.Setup(settings))
    {
        Virtual = VirtualCircuits.Of(Sys);
        Sys.EventStream.Subscribe(TestActor, typeof(IEvent));
    }

    protected VirtualCircuits Virtual { get; }

    protected PeerCircuits Circuits => Virtual.Circuits;

    /// <summary>Lets virtual time pass, for all circuits.</summary>
    protected void Pass(TimeSpan span) => Virtual.Pass(span);

    /// <summary>Waits until all circuits have handled what they were told.</summary>
    protected void Settle() => Pass(TimeSpan.Zero);

    protected void Fail(PeerId peer, int times)
    {
        for (var i = 0; i < times; i++)
            Circuits.RecordFailure(peer);
    }
}
