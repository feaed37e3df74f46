using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>Puts and gets on few keys, one after the other; asks everybody again when no answer comes.</summary>
internal sealed class VirtualClient(VirtualCluster cluster, ISigner signer, int seed)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(700);

    private readonly Random _random = new(seed);
    private readonly ReplyCollector _collector = new(cluster.Group, cluster.Verifier, maxAwaited: 1);
    private SignedMessage? _request;
    private TimeSpan _invoked;
    private long _timestamp;
    private int _left;

    public int Answered { get; private set; }

    public bool IsDone => _left == 0 && _request is null;

    public void Perform(int operations)
    {
        _left += operations;
        if (_request is null)
            Next();
    }

    private void Next()
    {
        if (_left == 0)
            return;
        _left--;
        _invoked = cluster.Agenda.Now;
        var key = $"k{_random.Next(3)}";
        var operation = _random.Next(2) == 0 ? Operations.Get(key) : Operations.Put(key, $"{signer.Id}-{_timestamp}");
        _request = SignedMessage.Sign(new Request(signer.Id, ++_timestamp, operation), signer);
        Assert.True(_collector.TryAwait(signer.Id, _timestamp));
        cluster.Send(signer.Id, cluster.Group.Replicas[0], _request);
        RetryLater(_request);
    }

    private void RetryLater(SignedMessage request) => cluster.Agenda.In(RetryAfter, () =>
    {
        if (!request.Equals(_request))
            return;
        foreach (var replica in cluster.Group.Replicas)
            cluster.Send(signer.Id, replica, request);
        RetryLater(request);
    });

    public void Receive(SignedMessage message)
    {
        var outcome = _collector.Offer(message);
        if (outcome.Use != ReplyUse.Completed)
            return;
        var request = (Request)_request!.Message;
        cluster.Ledger.Answered(new(
            signer.Id, request.Timestamp, request.Operation, _invoked, cluster.Agenda.Now, outcome.Result));
        Answered++;
        _request = null;
        Next();
    }
}
