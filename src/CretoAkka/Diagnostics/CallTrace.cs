using System.Diagnostics;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Diagnostics;

/// <summary>The trace that one call belongs to; <c>default</c> where nobody asks.</summary>
internal readonly struct CallTrace
{
    private readonly Activity? _own;
    private readonly Activity? _caller;

    private CallTrace(Activity? own, Activity? caller) => (_own, _caller) = (own, caller);

    /// <summary>Whether there is none.</summary>
    public bool IsNone => _own is null && _caller is null;

    /// <summary>A call begins: what follows on this thread is within its activity, until it is left.</summary>
    public static CallTrace Begin(CircuitGate gate) =>
        CircuitTelemetry.Source.HasListeners() || gate.Latency.IsObserved ? BeginAsked(gate) : default;

    private static CallTrace BeginAsked(CircuitGate gate)
    {
        var caller = Activity.Current;
        return new(CircuitTelemetry.Call(gate.Peer, gate.Circuit.State), caller);
    }

    /// <summary>The operation has returned: its caller goes on in its own activity.</summary>
    public void Leave()
    {
        if (_own is not null)
            Activity.Current = _caller;
    }

    /// <summary>Reports the call's end within its activity, and ends that. On any thread, once.</summary>
    public CompletionReply End(PermitSlot slot, Outcome outcome, FailureCause cause, TimeSpan now)
    {
        var (before, activity) = (Activity.Current, _own ?? _caller);
        if (activity is { IsStopped: false })
            Activity.Current = activity; // Whoever observes the latency finds its trace here.
        try
        {
            var reply = slot.ReportBare(outcome, cause, now);
            _own?.SetTag("creto.outcome", reply == CompletionReply.Stale ? "Stale" : outcome.ToString());
            if (outcome == Outcome.Failure)
                _own?.SetStatus(ActivityStatusCode.Error, cause.ToString());
            return reply;
        }
        finally
        {
            CircuitTelemetry.Stop(_own);
            Activity.Current = before;
        }
    }
}
