using System.Diagnostics.CodeAnalysis;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Links;

/// <summary>What an <see cref="OutboundLink{TItem, TPermit}"/> sees of its peer's circuit, and tells it.</summary>
/// <typeparam name="TPermit">What the outcome of a probe is bound to.</typeparam>
public interface ICircuitDoor<TPermit>
{
    /// <summary>The circuit now.</summary>
    Circuit Circuit { get; }

    /// <summary>The peer's timeout, which may follow its latency.</summary>
    TimeSpan Timeout { get; }

    /// <summary>How long the circuit stays open at first.</summary>
    TimeSpan OpenTimeout { get; }

    /// <summary>Asks for a permit for a ping or a marker.</summary>
    bool TryAdmit(TimeSpan now, TimeSpan patience, [MaybeNullWhen(false)] out TPermit permit);

    /// <summary>Answered in time.</summary>
    void Succeed(TPermit permit, TimeSpan? latency, TimeSpan now);

    /// <summary>Answered in time, which of this peer says only that it is there.</summary>
    void Hear(TPermit permit, TimeSpan latency, TimeSpan now);

    /// <summary>Too much of what was sent before had not arrived; answered in time where there is a latency.</summary>
    void FailByLoss(TPermit permit, TimeSpan? latency, TimeSpan now);

    /// <summary>Not answered in time.</summary>
    void FailBySilence(TPermit permit, TimeSpan waited, TimeSpan now);

    /// <summary>It says nothing about the peer.</summary>
    void Ignore(TPermit permit, TimeSpan now);

    /// <summary>Answered after it had failed, or without a permit: a sample, and no outcome.</summary>
    void Late(TimeSpan? latency, TimeSpan now);

    /// <summary>A ping without a permit was answered, which may end the period of an open circuit early.</summary>
    /// <param name="generation">The circuit's when the ping left.</param>
    /// <param name="now">The time.</param>
    void Answer(long generation, TimeSpan now);

    /// <summary>A bulk message arrived or was lost.</summary>
    void CountBulk(bool arrived, TimeSpan now);

    /// <summary>How far apart markers leave.</summary>
    void MarkersEvery(TimeSpan interval);

    /// <summary>The peer is another process.</summary>
    /// <param name="isTrusted">
    /// Whether what is in flight is void by that; not where the peer was another process just before.
    /// </param>
    /// <param name="now">The time.</param>
    void Renew(bool isTrusted, TimeSpan now);
}
