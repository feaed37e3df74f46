using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;
using CretoAkka.Metrics;

namespace CretoAkka.Sessions;

/// <summary>Takes what pings and markers show to the circuit. Used by one circuit's actor.</summary>
/// <param name="gate">The circuit's decisions.</param>
/// <param name="newIncarnation">To be told that the peer is another process.</param>
internal sealed class ProbeReporter(CircuitGate gate, Action newIncarnation) : ICircuitDoor<Admission>
{
    /// <inheritdoc/>
    public Circuit Circuit => gate.Circuit;

    /// <inheritdoc/>
    public TimeSpan Timeout => gate.Latency.Timeout;

    /// <inheritdoc/>
    public TimeSpan OpenTimeout => gate.Settings.Circuit.OpenTimeout;

    /// <inheritdoc/>
    public bool TryAdmit(TimeSpan now, TimeSpan patience, out Admission permit)
    {
        if (!gate.TryAdmitProbe(now, patience, out permit))
            return false;
        gate.Signs.Asked(now);
        return true;
    }

    /// <summary>Answered in time.</summary>
    public void Succeed(Admission permit, TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
            gate.Latency.Record(measured, LatencyStatus.Success, now);
        gate.Signs.Heard(now);
        gate.CompleteProbe(permit, Outcome.Success, FailureCause.Unspecified);
    }

    /// <summary>Answered in time, which of this peer says only that it is there.</summary>
    public void Hear(Admission permit, TimeSpan latency, TimeSpan now)
    {
        Late(latency, now);
        gate.CompleteProbe(permit, Outcome.Neutral, FailureCause.Unspecified);
    }

    /// <summary>Its time has passed and nobody reported a failure: a success, and no sign of life.</summary>
    public void Pass(Admission permit)
    {
        gate.Signs.Forget();
        gate.CompleteProbe(permit, Outcome.Success, FailureCause.Unspecified);
    }

    /// <summary>Answered in time, but too much of what was sent before had not arrived.</summary>
    public void FailByLoss(Admission permit, TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
        {
            gate.Latency.Record(measured, LatencyStatus.Failure, now);
            gate.Signs.Heard(now);
        }
        gate.CompleteProbe(permit, Outcome.Failure, FailureCause.Loss);
    }

    /// <summary>Not answered in time. Silence is an observation, but no sample for the timeout.</summary>
    public void FailBySilence(Admission permit, TimeSpan waited, TimeSpan now)
    {
        gate.Latency.Observe(waited, LatencyStatus.Timeout);
        gate.CompleteProbe(permit, Outcome.Failure, FailureCause.Unacknowledged);
    }

    /// <summary>Answered after it had failed: a sample, and no outcome.</summary>
    public void Late(TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
            gate.Latency.Sample(measured, now);
        gate.Signs.Heard(now);
    }

    /// <summary>It says nothing about the peer.</summary>
    public void Ignore(Admission permit, TimeSpan now)
    {
        gate.Signs.Forget();
        gate.CompleteProbe(permit, Outcome.Neutral, FailureCause.Unspecified);
    }

    /// <inheritdoc/>
    public void Answer(long generation, TimeSpan now) => gate.Apply(CircuitInput.Answer(generation));

    /// <inheritdoc/>
    public void CountBulk(bool arrived, TimeSpan now) => gate.CountBulk(arrived);

    /// <inheritdoc/>
    public void MarkersEvery(TimeSpan interval) => gate.MarkersEvery(interval);

    /// <inheritdoc/>
    public void Renew(bool isTrusted, TimeSpan now)
    {
        newIncarnation();
        if (isTrusted)
            gate.Renew();
    }
}
