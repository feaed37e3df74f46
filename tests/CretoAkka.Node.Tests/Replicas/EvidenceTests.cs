using CretoAkka.Node.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Tests.Replicas;

[Trait("Decision", "D17")]
public sealed class EvidenceTests : IAsyncDisposable
{
    private readonly LocalReplicas _replicas = new(new GatewaySettings
    {
        RetryInterval = Await.Limit,
        Timeout = Await.Limit,
    });

    public ValueTask DisposeAsync() => _replicas.DisposeAsync();

    [Fact]
    public async Task Two_votes_of_one_replica_for_one_place_are_evidence_against_it()
    {
        _replicas.Tell("node-1", Vote("node-4", "one"));
        _replicas.Tell("node-1", Vote("node-4", "another"));

        await Await.ThatAsync(() => !_replicas.Charged.IsEmpty, "somebody is charged");
        Assert.Equal([("node-1", "node-4", EvidenceKind.Equivocation)], _replicas.Charged);
    }

    [Fact]
    public async Task A_vote_that_somebody_else_signed_is_evidence_against_nobody()
    {
        _replicas.Tell("node-1", Vote("node-4", "one"));
        var forged = Vote("node-4", "another").Encoded.Span.ToArray();
        forged[^1] ^= 1;
        Assert.True(SignedMessage.TryDecode(forged, out var message, out _));
        _replicas.Tell("node-1", message);

        await _replicas.StatusAsync("node-1"); // behind both
        Assert.Empty(_replicas.Charged);
    }

    private SignedMessage Vote(string replica, string what) => SignedMessage.Sign(
        new Prepare(replica, 0, 9, Digest.Of(System.Text.Encoding.UTF8.GetBytes(what))), _replicas.Keys.SignerOf(replica));
}
