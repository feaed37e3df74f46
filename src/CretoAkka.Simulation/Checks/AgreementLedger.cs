using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Checks;

/// <summary>
/// Sees all that correct replicas execute, and ends the run on the first contradiction: of two replicas at one place,
/// of the order of places, of a request that takes effect twice.
/// </summary>
internal sealed class AgreementLedger
{
    private readonly Dictionary<long, (Digest Batch, List<ReplicaOutput.Executed> Requests)> _order = [];
    private readonly Dictionary<(string Client, long Timestamp), long> _applied = [];
    private readonly Dictionary<long, Digest> _states = [];

    /// <summary>Requests that took effect.</summary>
    public long Commits => _applied.Count;

    /// <summary>The last place that any correct replica has executed.</summary>
    public long Last => _order.Count;

    /// <summary>Views that correct replicas entered.</summary>
    public long ViewChanges { get; set; }

    /// <summary>Checkpoints that became stable.</summary>
    public long Checkpoints => _states.Count;

    /// <summary>States that were taken over from others.</summary>
    public long Transfers { get; set; }

    /// <summary>A correct replica executed a place, after another.</summary>
    public void PlaceExecuted(string replica, long before, ReplicaOutput.PlaceExecuted what)
    {
        ViolationException.Unless(
            what.Sequence == before + 1, "I2", $"{replica} executed {what.Sequence} after {before}");
        if (_order.TryAdd(what.Sequence, (what.Batch, [])))
            return;
        var first = _order[what.Sequence].Batch;
        ViolationException.Unless(
            first == what.Batch, "I1",
            $"{replica} executed {what.Batch} at place {what.Sequence}, where another executed {first}");
    }

    /// <summary>A correct replica executed one request of its last place.</summary>
    /// <param name="replica">Which.</param>
    /// <param name="index">The request's place in the batch, from 0.</param>
    /// <param name="what">What it did.</param>
    public void Executed(string replica, int index, ReplicaOutput.Executed what)
    {
        var requests = _order[what.Sequence].Requests;
        if (index < requests.Count)
        {
            var first = requests[index];
            ViolationException.Unless(first.Equals(what), "I1", $"{replica} executed {what}, another {first}");
            return;
        }
        requests.Add(what);
        if (!what.Applied)
            return;
        ViolationException.Unless(
            _applied.TryAdd((what.Client, what.Timestamp), what.Sequence), "I3",
            $"request {what.Timestamp} of {what.Client} took effect twice, at place {what.Sequence} again");
    }

    /// <summary>A checkpoint of a correct replica is stable.</summary>
    public void CheckpointStable(string replica, ReplicaOutput.CheckpointStable what)
    {
        if (_states.TryAdd(what.Sequence, what.State))
            return;
        var first = _states[what.Sequence];
        ViolationException.Unless(
            first == what.State, "I1",
            $"{replica} has state {what.State} after place {what.Sequence}, where another has {first}");
    }
}
