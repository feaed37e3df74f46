using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;
using CretoAkka.Sessions;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>Tests over a <see cref="VirtualNetwork"/>, with times that are whole steps of it.</summary>
public abstract class VirtualNetworkTest : IDisposable
{
    protected static readonly PeerId A = "a";
    protected static readonly PeerId B = "b";

    /// <summary>T: how long an acknowledgement is waited for; three markers leave in it.</summary>
    protected static readonly TimeSpan T = Ms(900);
    protected static readonly TimeSpan KeepAlive = Ms(1000);
    protected static readonly TimeSpan OpenTimeout = TestSettings.OpenTimeout;

    internal static readonly PeerSettings Peer = TestSettings.Peer with { RequestTimeout = T };

    private protected VirtualNetwork Network { get; } = new() { Hocon = PlainSerializer.Hocon };

    public void Dispose()
    {
        Network.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    internal static CretoSettings With(Func<SessionSettings, SessionSettings> session, PeerSettings? peer = null)
    {
        var settings = TestSettings.Of(peer ?? Peer);
        return settings with { Session = session(settings.Session) };
    }

    /// <summary>Two nodes, a and b, whose session from a to b is open.</summary>
    private protected (VirtualNode A, VirtualNode B) Joined(PeerSettings? peer = null, CretoSettings? settings = null)
    {
        var (a, b) = Network.Pair(peer ?? Peer, settings);
        Network.PassUntil(() => a.Circuits.GetMessages(B).IsEstablished, Ms(2000));
        return (a, b);
    }

    /// <summary>Cuts both wires between a and b until a's circuit is open.</summary>
    private protected void CutUntilOpen(VirtualNode a)
    {
        Cut(true);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, Ms(4000));
    }

    /// <summary>Cuts a peer off so that nothing trickles to it.</summary>
    private protected void Quarantine(VirtualNode a, PeerId peer)
    {
        a.Circuits.ReportEvidence(peer, EvidenceKind.Equivocation);
        Network.Settle();
    }

    /// <summary>Loses everything between a and b, or nothing any more.</summary>
    private protected void Cut(bool cut)
    {
        Network.Wire("a", "b").Loses = _ => cut;
        Network.Wire("b", "a").Loses = _ => cut;
    }

    private protected static bool IsData(object message) => message is SessionProtocol.Frame { Payloads.Length: > 0 };
}
