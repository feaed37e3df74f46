using CretoAkka.Calls;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <content>
/// Admission and refusal. Of a closed circuit, and of an open one until its deadline, without the lock.
/// </content>
internal sealed partial class CircuitGate
{
    private long _rejected;

    /// <summary>Asks to use the peer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="timeout">How long this use may take.</param>
    /// <param name="admission">What its outcome is bound to.</param>
    public bool TryAdmit(TimeSpan now, TimeSpan timeout, out Admission admission) =>
        Admit(now, timeout, out admission) is null;

    /// <summary>Asks to use the peer.</summary>
    /// <returns>Null: admitted. Otherwise the circuit that refuses, for <see cref="Rejection"/>.</returns>
    public Circuit? Admit(TimeSpan now, TimeSpan timeout, out Admission admission)
    {
        var published = _published;
        var circuit = published.Circuit;
        if (circuit.State == CircuitState.Closed)
        {
            admission = new(circuit.Generation, published.Tally);
            return null;
        }
        if (circuit.State == CircuitState.Open && !(circuit.Deadline <= now))
        {
            admission = default;
            Interlocked.Increment(ref _rejected);
            return circuit;
        }
        return Probe(now, timeout, out admission);
    }

    /// <summary>Why a use was refused.</summary>
    /// <param name="refusing">The circuit that did.</param>
    /// <param name="now">The time.</param>
    public CircuitRejection Rejection(Circuit refusing, TimeSpan now) => new(
        Peer, refusing.State, refusing.Mode, refusing.TripCause,
        EarliestProbeDeadline(refusing) is { } deadline ? Positive(deadline - now) : refusing.RetryAfter(now));

    private Circuit? Probe(TimeSpan now, TimeSpan timeout, out Admission admission)
    {
        lock (_lock)
        {
            var entered = Enter();
            var reply = Commit(_circuit.Step(CircuitInput.Admit(timeout), entered, _policy), entered);
            admission = new(_circuit.Generation, _circuit.State == CircuitState.Closed ? _published.Tally : null);
            if (reply != CircuitReply.Admitted)
            {
                Interlocked.Increment(ref _rejected);
                return _circuit;
            }
            if (_circuit.State == CircuitState.HalfOpen)
                (_probeDeadlines ??= []).Add(NodeClock.Later(now, timeout)); // As its slot has it.
            return null;
        }
    }

    private TimeSpan? EarliestProbeDeadline(Circuit refusing)
    {
        if (refusing.State != CircuitState.HalfOpen)
            return null;
        lock (_lock)
        {
            return _circuit.Generation == refusing.Generation && _probeDeadlines is { Count: > 0 }
                ? _probeDeadlines.Min()
                : null;
        }
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
