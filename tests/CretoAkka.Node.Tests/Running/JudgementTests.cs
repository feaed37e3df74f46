using CretoAkka.Circuits;
using CretoAkka.Node.Output;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

/// <summary>Four real nodes, judged.</summary>
[Collection("process")]
public sealed class JudgementTests : IAsyncLifetime
{
    private static readonly string[] Silent = ["node-2", "node-3"];

    private readonly RunningNodes _nodes = new();
    private readonly List<string> _complaints = [];

    public Task InitializeAsync() => _nodes.InitializeAsync();

    public Task DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task A_run_fails_while_a_circuit_is_open_or_after_something_acknowledged_was_lost()
    {
        await _nodes.PutAsync("node-1", "a", "1");
        await JudgedAsync(RunSummary.Ok, status: 0, lost: 0);

        var circuits = _nodes["node-1"].System!.Circuits;
        Assert.Equal(CommandReply.Done, circuits.ForceOpen("node-2"));
        await JudgedAsync(RunSummary.Failed, status: 1, lost: 0, "circuits that are not closed: node-1 to node-2.");

        circuits.Reset("node-2");
        await JudgedAsync(RunSummary.Ok, status: 0, lost: 0);

        _nodes.Cluster.Ledger.Acknowledged("node-1/0", long.MaxValue);
        await JudgedAsync(RunSummary.Failed, status: 1, lost: 1, "acknowledged writes were lost.");
    }

    [Fact]
    public async Task Recovered_counts_the_closing_circuits_of_the_healthy_observers_alone()
    {
        await CloseAsync(observer: "node-4", peer: "node-1");
        Assert.Equal(0, _nodes.Cluster.Counters.Recovered);

        await CloseAsync(observer: "node-1", peer: "node-4");
        await CloseAsync(observer: "node-2", peer: "node-4");
        await CloseAsync(observer: "node-3", peer: "node-4");
        await CloseAsync(observer: "node-3", peer: "node-1");
        Assert.Equal(4, _nodes.Cluster.Counters.Recovered);

        var summary = await JudgeAsync(Await.Limit);
        Assert.Equal((4, 4), (summary.Recovered, summary.Opened));
    }

    [Fact]
    public async Task A_run_whose_clients_tried_and_were_never_answered_fails()
    {
        var client = new BuiltInClient(_nodes["node-1"], TimeSpan.FromMilliseconds(50));
        Assert.False(client.IsUnanswered);
        foreach (var silent in Silent)
            _nodes.Cluster.Network.Freeze(silent);
        using var end = new CancellationTokenSource();
        var running = client.RunAsync(end.Token);
        await end.CancelAsync();
        await running;
        foreach (var silent in Silent)
            _nodes.Cluster.Network.Thaw(silent);

        var summary = await JudgeAsync(Await.Limit, client);

        Assert.Equal(["no operation of the built-in client was answered."], _complaints);
        Assert.Equal((RunSummary.Failed, 1), (summary.Result, summary.ExitStatus));
    }

    /// <summary>Opens a circuit, which counts as none, and closes it.</summary>
    private async Task CloseAsync(string observer, string peer)
    {
        var circuits = _nodes[observer].System!.Circuits;
        Assert.Equal(CommandReply.Done, circuits.ForceOpen(peer));
        circuits.Reset(peer);
        await Await.ThatAsync(
            () => _nodes.Events.Any(said => said.Observer == observer
                && said.Event is CircuitProtocol.CircuitClosed closed && closed.Peer == peer),
            $"{observer} says that its circuit to {peer} closed");
    }

    private async Task JudgedAsync(string result, int status, long lost, params string[] complaints)
    {
        _complaints.Clear();
        // Whoever fails cannot come to rest; there is nothing to wait for.
        var summary = await JudgeAsync(complaints.Length == 0 ? Await.Limit : TimeSpan.Zero);

        Assert.Equal(complaints, _complaints);
        Assert.Equal((result, status, lost), (summary.Result, summary.ExitStatus, summary.Lost));
    }

    private Task<RunSummary> JudgeAsync(TimeSpan limit, params BuiltInClient[] clients) =>
        new Judgement(_nodes.Cluster, clients, limit, _complaints.Add).ReachAsync(agreed: true);
}
