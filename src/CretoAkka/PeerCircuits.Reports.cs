using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka;

/// <content>What the application saw by itself.</content>
public sealed partial class PeerCircuits
{
    /// <summary>The application saw the peer succeed.</summary>
    public CompletionReply RecordSuccess(PeerId peer) => Gate(peer).ReportSuccess();

    /// <summary>The application saw the peer succeed after <paramref name="latency"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The latency is less than zero; nothing is recorded.</exception>
    public CompletionReply RecordSuccess(PeerId peer, TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        var gate = Gate(peer);
        gate.Latency.Record(latency, LatencyStatus.Success, gate.Now);
        return gate.ReportSuccess();
    }

    /// <summary>The application saw the peer fail.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="age">How long ago what failed was started; null: now.</param>
    /// <param name="cause">What the failure was.</param>
    public CompletionReply RecordFailure(
        PeerId peer, TimeSpan? age = null, FailureCause cause = FailureCause.Reported)
    {
        var gate = Gate(peer);
        return gate.ReportFailure(gate.Now - age, cause);
    }

    /// <summary>A latency that the application measured; no outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than zero; nothing is recorded.</exception>
    public void RecordLatency(PeerId peer, TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        var gate = Gate(peer);
        gate.Latency.Sample(latency, gate.Now);
    }
}
