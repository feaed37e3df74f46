using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;

namespace CretoAkka.Tests.Sessions;

/// <summary>
/// Two nodes, and a book beside them of what was sent and received that knows nothing of sessions: lists, and no more.
/// </summary>
internal sealed class LinkLedger : IDisposable
{
    private readonly CretoSettings _settings;
    private readonly Dictionary<string, VirtualNode> _nodes = [];
    private readonly List<(string From, VirtualNode Node, List<int> Sent)> _senders = [];
    private readonly List<(string At, VirtualNode Node)> _receivers = [];
    private int _last;

    public LinkLedger(CretoSettings settings)
    {
        _settings = settings;
        Start("a");
        Start("b");
    }

    public VirtualNetwork Network { get; } = new();

    public VirtualNode this[string node] => _nodes[node];

    public void Dispose() => Network.Dispose();

    public void Restart(string node) => Start(node);

    public void Send(string from, int count, Func<int, MessageTraits>? traits = null)
    {
        var sent = _senders.Last(s => s.From == from).Sent;
        for (var i = 0; i < count; i++)
        {
            sent.Add(++_last);
            this[from].Circuits.Send(LinkHistory.Other(from), _last, traits?.Invoke(_last));
        }
    }

    /// <summary>A node leaves behind most of what was sent so far in its lane.</summary>
    public void Advance(string node) => this[node].Circuits.AdvanceWatermark(LinkHistory.Lane, _last - 10);

    /// <summary>At any moment: what a node accepted is what it was given, and is all somewhere.</summary>
    public void CheckSums()
    {
        foreach (var (from, node, sent) in _senders.Where(s => !s.Node.IsDead))
        {
            var stats = node.Circuits.GetMessages(LinkHistory.Other(from));
            Assert.Equal((sent.Count, true), (stats.Ledger.Accepted, stats.Ledger.Balances));
            Assert.Equal((stats.Ledger.Queued, stats.Ledger.InFlight), (stats.Queued, stats.Outstanding));
            Assert.InRange(stats.Outstanding, 0, _settings.Session.WindowMessages);
            var classes = (ClassStats[])[stats.Critical, stats.Normal, stats.Bulk];
            Assert.All(classes, c => Assert.InRange(c.Waiting, 0, _settings.Fallback.MaxQueueSize));
            Assert.All(classes, c => Assert.Equal((true, c.Waiting), (c.Ledger.Balances, (int)c.Ledger.Queued)));
            Assert.Equal(stats.Ledger, stats.Critical.Ledger + stats.Normal.Ledger + stats.Bulk.Ledger);
            Assert.InRange(stats.Bulk.InFlight, 0, 1);
        }
    }

    /// <summary>Whether nothing is on its way, and nobody is cut off.</summary>
    public bool IsAtRest() => _senders.Where(s => !s.Node.IsDead).All(s =>
        s.Node.Circuits.GetMessages(LinkHistory.Other(s.From)).Ledger.Pending == 0
        && s.Node.Circuits.GetState(LinkHistory.Other(s.From)) == CircuitState.Closed);

    /// <summary>Each process was handed what was sent to it, each message at most once.</summary>
    public void CheckReceived()
    {
        CheckSums();
        foreach (var (at, node) in _receivers)
        {
            var received = Of(node);
            Assert.Equal(received.Count, received.Distinct().Count());
            Assert.Subset(SentTo(at), received.ToHashSet());
        }
        foreach (var (from, node, sent) in _senders.Where(s => !s.Node.IsDead))
        {
            var anywhere = _receivers.Where(r => r.At != from).SelectMany(r => Of(r.Node)).ToHashSet();
            var delivered = node.Circuits.GetMessages(LinkHistory.Other(from)).Ledger.Delivered;
            Assert.InRange(delivered, 0, sent.Count(anywhere.Contains));
        }
        Assert.All(_receivers, r => Assert.Empty(r.Node.Errors));
    }

    /// <summary>Every process was handed everything that was sent to it, in order.</summary>
    public void CheckOrder()
    {
        foreach (var (from, _, sent) in _senders)
            Assert.Equal(sent, _receivers.Where(r => r.At != from).SelectMany(r => Of(r.Node)));
    }

    private HashSet<int> SentTo(string node) => [.. _senders.Where(s => s.From != node).SelectMany(s => s.Sent)];

    private static List<int> Of(VirtualNode node) => [.. node.Received.Messages.Cast<int>()];

    private void Start(string name)
    {
        var node = _nodes[name] = Network.Start(name, _settings);
        node.Circuits.AddPeer(LinkHistory.Other(name), VirtualNode.AddressOf(LinkHistory.Other(name)));
        _senders.Add((name, node, []));
        _receivers.Add((name, node));
    }
}
