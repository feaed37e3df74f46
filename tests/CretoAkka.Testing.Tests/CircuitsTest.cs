using Akka.Actor;

namespace CretoAkka.Testing.Tests;

/// <summary>Tests of one actor system in virtual time.</summary>
public abstract class CircuitsTest : IDisposable
{
    protected static readonly PeerId Node2 = "node-2";

    protected CircuitsTest(string hocon = "")
    {
        System = ActorSystem.Create("test", VirtualCircuits.Setup(hocon: hocon));
        Virtual = VirtualCircuits.Of(System);
    }

    protected ActorSystem System { get; }

    protected VirtualCircuits Virtual { get; }

    protected PeerCircuits Circuits => Virtual.Circuits;

    public void Dispose()
    {
        System.Terminate().Wait();
        GC.SuppressFinalize(this);
    }
}
