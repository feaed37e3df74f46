using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Checks;

/// <summary>
/// Sees all that correct replicas execute, and ends the run on the first contradiction: of two replicas at one place,
/// of the order of places, of a request that takes effect twice.
/// </summary>
internal sealed class AgreementLedger
{
    private readonly Dictionary<long, ReplicaOutput.Executed> _order = [];
    private readonly Dictionary<(string Client, long Timestamp), long> _applied = [];

    /// <summary>Requests that took effect.</summary>
    public long Commits => _applied.Count;

    /// <summary>Views that correct replicas entered.</summary>
    public long ViewChanges { get; private set; }

    /// <summary>A correct replica entered a view.</summary>
    public void Entered() => ViewChanges++;

    /// <summary>A correct replica executed a place.</summary>
    public void Executed(string replica, long before, ReplicaOutput.Executed what)
    {
        ViolationException.Unless(
            what.Sequence == before + 1, "I2", $"{replica} executed {what.Sequence} after {before}");
        if (_order.TryAdd(what.Sequence, what))
        {
            if (!what.Applied)
                return;
            ViolationException.Unless(
                _applied.TryAdd((what.Client, what.Timestamp), what.Sequence), "I3",
                $"request {what.Timestamp} of {what.Client} took effect twice, at {what.Sequence} again");
            return;
        }
        var first = _order[what.Sequence];
        ViolationException.Unless(
            first.Equals(what), "I1",
            $"{replica} executed {what} at a place where another executed {first}");
    }
}
