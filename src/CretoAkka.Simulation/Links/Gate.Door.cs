using System.Diagnostics.CodeAnalysis;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;

namespace CretoAkka.Simulation.Links;

/// <content>What a link sees of the circuit, and tells it.</content>
internal sealed partial class Gate : ICircuitDoor<Permit>
{
    TimeSpan ICircuitDoor<Permit>.Timeout => Timeout.InForce;

    TimeSpan ICircuitDoor<Permit>.OpenTimeout => _policy.OpenTimeout;

    bool ICircuitDoor<Permit>.TryAdmit(TimeSpan now, TimeSpan patience, [MaybeNullWhen(false)] out Permit permit)
    {
        permit = Admit(now, patience, OutcomeSource.Session);
        return permit is not null;
    }

    void ICircuitDoor<Permit>.Succeed(Permit permit, TimeSpan? latency, TimeSpan now)
    {
        Hear(latency, now);
        Complete(permit, Outcome.Success, FailureCause.Unspecified, now);
    }

    void ICircuitDoor<Permit>.Hear(Permit permit, TimeSpan latency, TimeSpan now)
    {
        Hear(latency, now);
        Complete(permit, Outcome.Neutral, FailureCause.Unspecified, now);
    }

    void ICircuitDoor<Permit>.FailByLoss(Permit permit, TimeSpan? latency, TimeSpan now)
    {
        if (latency is not null)
            Hear(latency, now);
        Complete(permit, Outcome.Failure, FailureCause.Loss, now);
    }

    void ICircuitDoor<Permit>.FailBySilence(Permit permit, TimeSpan waited, TimeSpan now) =>
        Complete(permit, Outcome.Failure, FailureCause.Unacknowledged, now);

    void ICircuitDoor<Permit>.Ignore(Permit permit, TimeSpan now)
    {
        _silentSince = null;
        Complete(permit, Outcome.Neutral, FailureCause.Unspecified, now);
    }

    void ICircuitDoor<Permit>.Late(TimeSpan? latency, TimeSpan now) => Hear(latency, now);

    void ICircuitDoor<Permit>.Answer(long generation, TimeSpan now) => Apply(CircuitInput.Answer(generation), now);

    void ICircuitDoor<Permit>.MarkersEvery(TimeSpan interval) => _sessions.Spacing = interval;

    void ICircuitDoor<Permit>.Renew(bool isTrusted, TimeSpan now)
    {
        Timeout.BeginIncarnation();
        if (isTrusted)
            Apply(CircuitInput.Renew(), now);
    }

    // It answered, and with a time of its own that is a sample.
    private void Hear(TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
            Timeout.Record(measured);
        (_heardAt, _silentSince) = (now, null);
    }
}
