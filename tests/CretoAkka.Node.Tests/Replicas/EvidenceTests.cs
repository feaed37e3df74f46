using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
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
        _replicas.Tell("node-1", Forged(Vote("node-4", "another")));

        await _replicas.StatusAsync("node-1"); // behind both
        Assert.Empty(_replicas.Charged);
    }

    [Fact]
    public async Task A_vote_in_the_name_of_another_costs_the_peer_whose_session_brought_it()
    {
        _replicas.Tell("node-1", Forged(Vote("node-4", "one")), provenBy: "node-2");

        await Await.ThatAsync(() => !_replicas.Charged.IsEmpty, "somebody is charged");
        Assert.Equal([("node-1", "node-2", EvidenceKind.BadSignature)], _replicas.Charged);
    }

    [Fact]
    public async Task A_client_cannot_harm_the_replica_that_hands_its_request_on()
    {
        var client = ClientNames.Of("node-2").First();
        var request = SignedMessage.Sign(
            new Request(client, 1, Bytes.Of([1, 2, 3])), _replicas.Keys.SignerOf(client));
        _replicas.Tell("node-1", Forged(request), provenBy: "node-2");

        await _replicas.StatusAsync("node-1"); // behind it
        Assert.Empty(_replicas.Charged);
    }

    [Fact]
    public async Task What_another_signed_and_a_correct_replica_passes_on_costs_it_nothing()
    {
        var change = SignedMessage.Sign(
            new ViewChange("node-4", 1, StableProof.Beginning, default), _replicas.Keys.SignerOf("node-4"));
        _replicas.Tell("node-1", Forged(change), provenBy: "node-2");

        await _replicas.StatusAsync("node-1"); // behind it
        Assert.Empty(_replicas.Charged);
    }

    [Fact]
    public async Task Another_state_after_the_same_place_is_an_alarm_once_and_no_evidence()
    {
        var errors = _replicas.Errors("node-1");

        foreach (var state in new[] { "one", "another", "a third" })
            _replicas.Tell("node-1", Checkpoint("node-4", state));

        var said = Assert.IsType<Akka.Event.Error>(errors.Receive(Await.Limit));
        Assert.StartsWith("node-4 and node-1 differ in state ", $"{said.Message}", StringComparison.Ordinal);
        await _replicas.StatusAsync("node-1"); // behind all
        _replicas.Fail("node-1", "the next");
        Assert.Equal("the next", $"{((Akka.Event.Error)errors.Receive(Await.Limit)).Message}");
        Assert.Empty(_replicas.Charged);
    }

    private SignedMessage Checkpoint(string replica, string state) => SignedMessage.Sign(
        new Checkpoint(replica, 64, Digest.Of(System.Text.Encoding.UTF8.GetBytes(state))),
        _replicas.Keys.SignerOf(replica));

    private static SignedMessage Forged(SignedMessage signed)
    {
        var bytes = signed.Encoded.Span.ToArray();
        bytes[^1] ^= 1;
        Assert.True(SignedMessage.TryDecode(bytes, out var message, out _));
        return message;
    }

    private SignedMessage Vote(string replica, string what) => SignedMessage.Sign(
        new Prepare(replica, 0, 9, Digest.Of(System.Text.Encoding.UTF8.GetBytes(what))), _replicas.Keys.SignerOf(replica));
}
