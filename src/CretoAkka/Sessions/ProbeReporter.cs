using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Sessions;

/// <summary>Takes what pings and markers show to the circuit. Used by one circuit's actor.</summary>
internal sealed class ProbeReporter(CircuitGate gate)
{
    /// <summary>Asks for a permit; null where the circuit gives none.</summary>
    public Admission? Admit(TimeSpan now, TimeSpan timeout)
    {
        if (!gate.TryAdmitProbe(now, timeout, out var admission))
            return null;
        gate.Signs.Asked(now);
        return admission;
    }

    /// <summary>Answered in time.</summary>
    public void Succeed(in Admission admission, TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
            gate.Latency.Record(measured, LatencyStatus.Success, now);
        gate.Signs.Heard(now);
        gate.CompleteProbe(admission, Outcome.Success, FailureCause.Unspecified);
    }

    /// <summary>Answered in time, which of this peer says only that it is there.</summary>
    public void Hear(in Admission admission, TimeSpan latency, TimeSpan now)
    {
        Late(latency, now);
        gate.CompleteProbe(admission, Outcome.Neutral, FailureCause.Unspecified);
    }

    /// <summary>Its time has passed and nobody reported a failure: a success, and no sign of life.</summary>
    public void Pass(in Admission admission)
    {
        gate.Signs.Forget();
        gate.CompleteProbe(admission, Outcome.Success, FailureCause.Unspecified);
    }

    /// <summary>Answered in time, but too much of what was sent before had not arrived.</summary>
    public void FailByLoss(in Admission admission, TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
        {
            gate.Latency.Record(measured, LatencyStatus.Failure, now);
            gate.Signs.Heard(now);
        }
        gate.CompleteProbe(admission, Outcome.Failure, FailureCause.Loss);
    }

    /// <summary>Not answered in time. Silence is an observation, but no sample for the timeout.</summary>
    public void FailBySilence(in Admission admission, TimeSpan waited)
    {
        gate.Latency.Observe(waited, LatencyStatus.Timeout);
        gate.CompleteProbe(admission, Outcome.Failure, FailureCause.Unacknowledged);
    }

    /// <summary>Answered after it had failed: a sample, and no outcome.</summary>
    public void Late(TimeSpan? latency, TimeSpan now)
    {
        if (latency is { } measured)
            gate.Latency.Sample(measured, now);
        gate.Signs.Heard(now);
    }

    /// <summary>It says nothing about the peer.</summary>
    public void Void(in Admission admission)
    {
        gate.Signs.Forget();
        gate.CompleteProbe(admission, Outcome.Neutral, FailureCause.Unspecified);
    }
}
