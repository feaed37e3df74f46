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
    private readonly Dictionary<long, (Digest Request, ReplicaOutput.Executed What)> _order = [];
    private readonly Dictionary<(string Client, long Timestamp), long> _applied = [];
    private readonly Dictionary<string, long> _reached = [];
    private readonly List<ClientCall> _calls = [];

    public long Length => _order.Count;

    /// <summary>A replica starts anew: what follows begins at the first place again.</summary>
    public void Started(string replica) => _reached[replica] = 0;

    public void Executed(string replica, Digest request, ReplicaOutput.Executed what)
    {
        Assert.Equal(_reached[replica] + 1, what.Sequence);
        _reached[replica] = what.Sequence;

        if (_order.TryAdd(what.Sequence, (request, what)))
        {
            if (what.Applied)
                Assert.True(_applied.TryAdd((what.Client, what.Timestamp), what.Sequence), $"{what} is executed twice");
        }
        else
        {
            Assert.Equal(_order[what.Sequence], (request, what));
        }
    }

    public void Answered(ClientCall call) => _calls.Add(call);

    /// <summary>
    /// The order of execution is the witness: run one by one in that order, the operations give each client the result
    /// it was told, and no operation comes before one that had been answered when it was invoked.
    /// </summary>
    public void AssertLinearizable()
    {
        var results = SequentialResults();
        var calls = _calls.ConvertAll(call => (Call: call, Place: _applied[(call.Client, call.Timestamp)]));
        foreach (var (call, place) in calls)
            Assert.Equal(results[place], call.Result);

        var firstAnswer = TimeSpan.MaxValue;
        foreach (var (call, _) in calls.OrderByDescending(c => c.Place))
        {
            // Going back in the order, nothing may have been invoked after the answer of something later in it.
            Assert.True(call.Invoked <= firstAnswer, $"{call} comes before what was answered when it was invoked");
            firstAnswer = call.Answered < firstAnswer ? call.Answered : firstAnswer;
        }
    }

    private Dictionary<long, Bytes> SequentialResults()
    {
        var values = new Dictionary<string, Bytes>();
        var results = new Dictionary<long, Bytes>();
        foreach (var (place, (_, what)) in _order.OrderBy(o => o.Key))
        {
            if (!what.Applied)
                continue;
            var operation = KeyValueOperation.TryDecode(what.Operation.Span);
            if (operation is KeyValueOperation.Put put)
                values[put.Key] = put.Value;
            results[place] = (operation switch
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
