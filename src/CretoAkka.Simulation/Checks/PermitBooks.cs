using CretoAkka.Core.Circuits;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Links;

namespace CretoAkka.Simulation.Checks;

/// <summary>
/// Books of one circuit's permits, kept apart from the circuit: which are out, of which generation, and since when it
/// has been half-open. What passed away without an outcome is stale from then on.
/// </summary>
internal sealed class PermitBooks(Gate gate, CircuitPolicy policy)
{
    // Few are out at once: to look through them is faster than to hash them.
    private readonly List<Permit> _out = [];
    private TimeSpan? _halfOpenEnds;

    /// <summary>Permits that were given.</summary>
    public long Given { get; private set; }

    /// <summary>Outcomes that came too late to say anything.</summary>
    public long Stale { get; private set; }

    /// <summary>A permit was given.</summary>
    public Permit Admitted(Permit permit, TimeSpan now, TimeSpan timeout)
    {
        Given++;
        _out.Add(permit);
        if (gate.Circuit.State == CircuitState.HalfOpen)
        {
            var least = timeout * policy.SuccessThreshold;
            _halfOpenEnds ??= now + (least > policy.OpenTimeout ? least : policy.OpenTimeout);
        }
        return permit;
    }

    /// <summary>A permit has an outcome. Called before the circuit that follows from it is in force.</summary>
    public void Settled(Permit permit, Circuit before, in CircuitStep step)
    {
        ViolationException.Unless(!permit.IsSettled, "I8", $"a permit of {gate.Peer} was used twice");
        permit.IsSettled = true;
        if (_out.Remove(permit))
            return;
        Stale++;
        var (reply, next) = (step.Reply, step.Next);
        ViolationException.Unless(
            reply == CircuitReply.Stale && ReferenceEquals(before, next), "I7",
            $"an outcome of a generation that has passed was {reply} by the circuit of {gate.Peer}");
    }

    /// <summary>The circuit is of another generation.</summary>
    public void Left()
    {
        _out.Clear();
        _halfOpenEnds = null;
    }

    /// <summary>Everything that is due by now has been done: what should have ended has.</summary>
    public void Check(TimeSpan now)
    {
        foreach (var permit in _out)
        {
            ViolationException.Unless(
                permit.Deadline > now, "I8", $"a permit of {gate.Peer} outlived its deadline at {now}");
        }
        if (gate.Circuit.State != CircuitState.HalfOpen)
            return;
        ViolationException.Unless(
            gate.Circuit.ProbesInFlight == _out.Count, "I8",
            $"{gate.Circuit.ProbesInFlight} probes of {gate.Peer} are in flight, {_out.Count} are out");
        ViolationException.Unless(
            !(_halfOpenEnds <= now) && (_halfOpenEnds is null || gate.Circuit.Deadline is not null), "I9",
            $"the circuit of {gate.Peer} stays half-open");
    }
}
