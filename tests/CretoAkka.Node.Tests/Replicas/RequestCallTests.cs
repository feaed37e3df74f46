using System.Collections.Concurrent;
using Akka.Actor;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>A client's request at a backup: the primary is called, and only then, if it must be, all are told.</summary>
public sealed class RequestCallTests : IAsyncLifetime
{
    private const string Client = "node-2/0";
    private const string Elsewhere = "node-3/0";

    private readonly ReplicaGroup _group = new(["node-1", "node-2", "node-3", "node-4"]);
    private readonly Keyring _keys;
    private readonly ActorSystem _system = ActorSystem.Create("node-2", "akka.loglevel = OFF");
    private readonly Recorder _links = new();
    private readonly SignedMessage _request;
    private readonly IActorRef _backup;

    public RequestCallTests()
    {
        _keys = new Keyring(_group.Replicas.Append(Client).Append(Elsewhere));
        _request = SignedMessage.Sign(new Request(Client, 1, default), _keys.SignerOf(Client));
        // Its timer is not to give the primary up while a slow machine does something else.
        var settings = ReplicaSettings.Default with { ViewTimeout = TimeSpan.FromHours(1), StatusInterval = TimeSpan.FromHours(1) };
        _backup = _system.ActorOf(ReplicaActor.Props(
            () => new ReplicaLife(new Replica(_group, settings, _keys.SignerOf("node-2"), _keys, new KeyValueStore())),
            _links, new Ledger(), ActorRefs.Nobody, ReplyDesk.Closed, TimeProvider.System));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        _keys.Dispose();
    }

    [Fact]
    public async Task The_primary_is_called_and_nobody_else_hears_of_it()
    {
        await SubmitAsync();
        _links.End(succeeds: true);
        await StatusAsync();

        Assert.Equal(["call node-1 Request"], _links.Requests);
    }

    [Fact]
    public async Task Where_the_call_does_not_succeed_all_are_told()
    {
        await SubmitAsync();
        Assert.Equal(["call node-1 Request"], _links.Requests);

        _links.End(succeeds: false);

        await Await.ThatAsync(() => _links.Requests.Count() == 2, "it is passed on");
        Assert.Equal(["call node-1 Request", "all Request"], _links.Requests);
    }

    [Fact]
    public async Task All_are_told_of_a_request_once_however_often_it_comes_back()
    {
        await SubmitAsync();
        _links.End(succeeds: false);

        for (var i = 0; i < 3; i++)
            _backup.Tell(new ProtocolFrame(Bytes(_request)));
        await StatusAsync();

        Assert.Equal(
            ["call node-1 Request", "all Request", .. Enumerable.Repeat("send node-1 Request", 3)], _links.Requests);
    }

    [Fact]
    public async Task What_another_nodes_client_asks_is_relayed_and_never_told_to_all()
    {
        _backup.Tell(new ProtocolFrame(Bytes(
            SignedMessage.Sign(new Request(Elsewhere, 1, default), _keys.SignerOf(Elsewhere)))));
        await StatusAsync();

        Assert.Equal(["send node-1 Request"], _links.Requests);
    }

    [Fact]
    public async Task Who_is_called_with_a_request_says_that_it_has_it_and_takes_it_on()
    {
        var taken = await _backup.Ask<RequestTaken>(new RequestCall(Bytes(_request)), Await.Limit);

        Assert.Same(RequestTaken.Instance, taken);
        await Await.ThatAsync(() => _links.Requests.Any(), "a backup passes it on to the primary");
    }

    [Fact]
    public async Task A_call_brings_requests_alone()
    {
        var change = SignedMessage.Sign(
            new ViewChange("node-3", 5, StableProof.Beginning, default), _keys.SignerOf("node-3"));
        var other = SignedMessage.Sign(
            new ViewChange("node-4", 5, StableProof.Beginning, default), _keys.SignerOf("node-4"));
        await _backup.Ask<RequestTaken>(new RequestCall(Bytes(change)), Await.Limit);
        await _backup.Ask<RequestTaken>(new RequestCall(Bytes(other)), Await.Limit);

        Assert.Equal(0, (await StatusAsync()).View);
    }

    private async Task SubmitAsync()
    {
        _backup.Tell(new ReplicaProtocol.Submit(_request, ToAll: false));
        await StatusAsync();
    }

    private Task<ReplicaProtocol.ReplicaStatus> StatusAsync() =>
        _backup.Ask<ReplicaProtocol.ReplicaStatus>(ReplicaProtocol.GetStatus.Instance, Await.Limit);

    private static byte[] Bytes(SignedMessage message) => message.Encoded.Span.ToArray();

    private sealed class Recorder : IPeerLinks
    {
        private readonly ConcurrentQueue<string> _said = [];

        // Who ends it has told the replica so when it goes on.
        private readonly TaskCompletionSource<bool> _call = new();

        public IEnumerable<string> Requests => _said.Where(said => said.EndsWith(" Request", StringComparison.Ordinal));

        public void End(bool succeeds) => _call.SetResult(succeeds);

        public Task<bool> CallAsync(string replica, ProtocolFrame request)
        {
            Note($"call {replica}", request);
            return _call.Task;
        }

        public void Send(string replica, ProtocolFrame frame, MessageTraits traits) => Note($"send {replica}", frame);

        public void Broadcast(ProtocolFrame frame, MessageTraits traits) => Note("all", frame);

        public void Charge(string replica, EvidenceKind kind, object proof)
        {
        }

        public string? ProvenSender(IActorRef? sender) => null;

        public void AdvanceWatermark(string lane, long instance)
        {
        }

        private void Note(string what, ProtocolFrame frame)
        {
            Assert.True(SignedMessage.TryDecode(frame.Bytes, out var message, out _));
            _said.Enqueue($"{what} {message.Message.Kind}");
        }
    }
}
