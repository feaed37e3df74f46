using CretoAkka.Core.Circuits;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Links;
using CretoAkka.Simulation.Networks;

namespace CretoAkka.Simulation.Clients;

/// <summary>
/// A process of some clients. It calls whom it takes for the primary, through a circuit for each replica; where that
/// refuses, or no answer comes, it tells all of them.
/// </summary>
internal sealed class Gateway : IEndpoint
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(2500);

    private readonly Agenda _agenda;
    private readonly VirtualNetwork _network;
    private readonly ReplicaGroup _group;
    private readonly ClientPace _pace;
    private readonly History _history;
    private readonly ReplyCollector _replies;
    private readonly int _address;
    private readonly Dictionary<long, (int Replica, Permit Permit, TimeSpan SentAt)> _calls = [];
    private long _called;
    private long _view;

    /// <summary>Makes a gateway and its clients.</summary>
    public Gateway(
        Agenda agenda, VirtualNetwork network, ReplicaGroup group, int address,
        ClientSettings settings, LinkSettings links, History history, Dice dice)
    {
        (_agenda, _network, _group, _address, _history) = (agenda, network, group, address, history);
        _pace = new(settings, dice);
        _replies = new(group, FastVerifier.Instance, settings.ClientsEach * 2);
        Gates = [.. group.Replicas.Select(id => new Gate(id, links, null, dice.Next(), TimeSpan.Zero))];
        Clients = [.. Enumerable.Range(0, settings.ClientsEach)
            .Select(i => new Client(new FastSigner(ClientName(address, i)), dice.Fork(), settings.Keys))];
    }

    /// <summary>Its circuits, one for each replica.</summary>
    public IReadOnlyList<Gate> Gates { get; }

    /// <summary>Its clients.</summary>
    public IReadOnlyList<Client> Clients { get; }

    /// <summary>When a client was last answered.</summary>
    public TimeSpan LastAnswer { get; private set; }

    /// <summary>Calls that a circuit refused.</summary>
    public long Refused { get; private set; }

    /// <summary>How many requests were answered.</summary>
    public long Answered { get; private set; }

    /// <summary>The name of a client, from which <see cref="AddressOf"/> finds its gateway again.</summary>
    public static string ClientName(int address, int client) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}.{client}");

    /// <summary>Where a client is.</summary>
    public static int AddressOf(string client) =>
        int.Parse(client.AsSpan(0, client.IndexOf('.', StringComparison.Ordinal)),
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lets every client begin, each at its own time.</summary>
    public void Start()
    {
        foreach (var client in Clients)
            Later(client);
    }

    /// <inheritdoc/>
    public void Receive(int from, object message)
    {
        switch (message)
        {
            case Called called when _calls.Remove(called.Number, out var call):
                var gate = Gates[call.Replica];
                gate.Timeout.Record(_agenda.Now - call.SentAt);
                gate.Complete(call.Permit, Outcome.Success, FailureCause.Unspecified, _agenda.Now);
                break;
            case Replied replied:
                Take(replied.Reply);
                break;
        }
        Check();
    }

    private void Take(SignedMessage message)
    {
        var outcome = _replies.Offer(message);
        if (outcome.Use != ReplyUse.Completed)
            return;
        var reply = (Reply)message.Message;
        var client = Clients.First(c => c.Id == reply.Client);
        if (client.Timestamp != reply.Timestamp || client.Request is null)
            return;
        (_view, LastAnswer) = (outcome.View, _agenda.Now);
        Answered++;
        _history.Add(client.Answer(outcome.Result, _agenda.Now));
        Later(client);
    }

    private void Later(Client client) => _agenda.At(_pace.NextAsk(_agenda.Now), () => Ask(client));

    private void Ask(Client client)
    {
        var request = client.Ask(_agenda.Now);
        _replies.TryAwait(client.Id, client.Timestamp);
        var primary = _group.IndexOf(_group.PrimaryOf(_view));
        if (!TryCall(primary, request))
            TellAll(request);
        Retry(client, request);
        Check();
    }

    private void Retry(Client client, SignedMessage request) => _agenda.At(_agenda.Now + RetryAfter, () =>
    {
        if (!ReferenceEquals(client.Request, request))
            return;
        TellAll(request);
        Retry(client, request);
    });

    private bool TryCall(int replica, SignedMessage request)
    {
        var gate = Gates[replica];
        var timeout = gate.Timeout.InForce;
        if (gate.Admit(_agenda.Now, timeout, OutcomeSource.Calls) is not { } permit)
        {
            Refused++;
            return false;
        }
        var number = ++_called;
        _calls[number] = (replica, permit, _agenda.Now);
        _agenda.At(permit.Deadline, () => GiveUp(number));
        _network.Send(this, _address, replica, new Call(number, request));
        return true;
    }

    private void GiveUp(long number)
    {
        if (!_calls.Remove(number, out var call))
            return;
        var gate = Gates[call.Replica];
        gate.Timeout.Record(_agenda.Now - call.SentAt);
        gate.Complete(call.Permit, Outcome.Failure, FailureCause.Timeout, _agenda.Now);
        gate.Timeout.Recompute(gate.Timeout.InForce);
        Check();
    }

    // What is due at this very moment may be done after this.
    private void Check()
    {
        foreach (var gate in Gates)
        {
            gate.Elapse(_agenda.Now);
            gate.Books.Check(_agenda.Now - TimeSpan.FromTicks(1));
        }
    }

    private void TellAll(SignedMessage request)
    {
        for (var replica = 0; replica < _group.Size; replica++)
            _network.Send(this, _address, replica, new Submit(request));
    }
}
