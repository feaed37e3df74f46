using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>An operation as its client saw it.</summary>
internal sealed record ClientCall(
    string Client, long Timestamp, Bytes Operation, TimeSpan Invoked, TimeSpan Answered, Bytes Result);

/// <summary>Sees all that correct replicas execute and clients are told; fails on the first contradiction.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<long, (Digest Batch, List<ReplicaOutput.Executed> Requests)> _order = [];
    private readonly Dictionary<(string Client, long Timestamp), long> _applied = [];
    private readonly Dictionary<string, (long Place, int Requests)> _reached = [];
    private readonly List<ClientCall> _calls = [];

    /// <summary>Places that somebody has executed.</summary>
    public long Length => _order.Count;

    /// <summary>Requests that somebody has executed.</summary>
    public int Applied => _applied.Count;

    /// <summary>A replica starts, or has taken over a state: what follows begins after this place.</summary>
    public void Started(string replica, long executed) => _reached[replica] = (executed, 0);

    public void Placed(string replica, ReplicaOutput.PlaceExecuted what)
    {
        Assert.Equal(_reached[replica].Place + 1, what.Sequence);
        _reached[replica] = (what.Sequence, 0);
        _order.TryAdd(what.Sequence, (what.Batch, []));
        Assert.True(_order[what.Sequence].Batch == what.Batch, $"{replica} executes another batch at {what.Sequence}");
    }

    public void Executed(string replica, ReplicaOutput.Executed what)
    {
        var (place, index) = _reached[replica];
        Assert.Equal(place, what.Sequence);
        _reached[replica] = (place, index + 1);

        var requests = _order[place].Requests;
        if (index < requests.Count)
        {
            Assert.Equal(requests[index], what);
            return;
        }

        requests.Add(what);
        if (what.Applied)
            Assert.True(_applied.TryAdd((what.Client, what.Timestamp), _applied.Count), $"{what} is executed twice");
    }

    public void Answered(ClientCall call) => _calls.Add(call);

    /// <summary>
    /// The order of execution is the witness: run one by one in that order, the operations give each client the result
    /// it was told, and no operation comes before one that had been answered when it was invoked.
    /// </summary>
    public void AssertLinearizable()
    {
        var results = SequentialResults();
        var places = results.Keys.Select((key, place) => (key, place)).ToDictionary(k => k.key, k => k.place);
        var calls = _calls.ConvertAll(call => (Call: call, Place: places[(call.Client, call.Timestamp)]));
        foreach (var (call, _) in calls)
            Assert.Equal(results[(call.Client, call.Timestamp)], call.Result);

        var firstAnswer = TimeSpan.MaxValue;
        foreach (var (call, _) in calls.OrderByDescending(c => c.Place))
        {
            // Going back in the order, nothing may have been invoked after the answer of something later in it.
            Assert.True(call.Invoked <= firstAnswer, $"{call} comes before what was answered when it was invoked");
            firstAnswer = call.Answered < firstAnswer ? call.Answered : firstAnswer;
        }
    }

    private Dictionary<(string Client, long Timestamp), Bytes> SequentialResults()
    {
        var values = new Dictionary<string, Bytes>();
        var results = new Dictionary<(string Client, long Timestamp), Bytes>();
        foreach (var what in _order.OrderBy(o => o.Key).SelectMany(o => o.Value.Requests).Where(r => r.Applied))
        {
            var operation = KeyValueOperation.TryDecode(what.Operation.Span);
            if (operation is KeyValueOperation.Put put)
                values[put.Key] = put.Value;
            results[(what.Client, what.Timestamp)] = (operation switch
            {
                KeyValueOperation.Put => new KeyValueResult(KeyValueStatus.Stored),
                KeyValueOperation.Get get when values.TryGetValue(get.Key, out var value) =>
                    new(KeyValueStatus.Found, value),
                _ => new(KeyValueStatus.NotFound),
            }).Encode();
        }

        return results;
    }
}
