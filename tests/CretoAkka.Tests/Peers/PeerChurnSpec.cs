using Akka.Actor;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

public class PeerChurnSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D19")]
    public void What_ends_after_its_peer_was_removed_does_not_move_the_circuit_of_the_same_name_that_came_after()
    {
        var permits = Enumerable.Range(0, 3).Select(_ =>
        {
            Assert.True(Circuits.TryAcquire(Node2, out var permit));
            return permit;
        }).ToList();
        Assert.True(Circuits.RemovePeer(Node2));
        Circuits.AddPeer(Node2);
        foreach (var permit in permits)
            Circuits.Complete(permit, Outcome.Failure);
        Settle();

        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal((CircuitState.Closed, 0L), (Circuits.GetStats(Node2).State, Circuits.GetStats(Node2).Failures));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Decision", "D22")]
    public void A_long_name_that_is_cut_within_an_escape_is_a_peer_like_any_other(int before)
    {
        var supervisor = Identity();
        var name = new string('a', before) + new string('я', 100);
        Fail(name, 3);
        Assert.Equal(name, ExpectMsg<CircuitOpened>().Peer.Value);
        Assert.Equal(supervisor, Identity());
    }

    [Fact]
    [Trait("Decision", "D22")]
    public void A_command_for_nobody_is_answered_and_harms_no_circuit()
    {
        Fail(Node2, 3);
        ExpectMsg<CircuitOpened>();
        Circuits.Supervisor.Tell(new RecordFailure(default), TestActor);
        Assert.Equal(default, ExpectMsg<PeerUnknown>().Peer);

        Circuits.Reset(Node2);
        ExpectMsg<CircuitClosed>();
    }

    [Fact]
    [Trait("Decision", "D10")]
    public void A_forced_mode_for_no_time_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForceOpen(Node2, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForceClose(Node2, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Circuits.ForceOpen(Node2, TimeSpan.Zero));
    }

    [Fact]
    public void A_metrics_system_that_throws_costs_no_peer()
    {
        Circuits.ExportTo(new Broken());
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(permit, Outcome.Success));
        Assert.True(Circuits.RemovePeer(Node2));

        Fail(Node2, 3);
        ExpectMsg<CircuitOpened>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public async Task Peers_that_come_and_go_under_calls_leave_no_call_behind()
    {
        using var done = new CancellationTokenSource();
        var churn = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Circuits.RemovePeer(Node2);
                Circuits.AddPeer(Node2);
                // No faster than the supervisor follows, or its mailbox grows by as much as the calls take.
                await Circuits.Supervisor.Ask<Statistics>(new GetStats(Node2));
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                try
                {
                    Assert.Equal(i, await Circuits.ExecuteAsync(Node2, async _ =>
                    {
                        await Task.Yield();
                        return i % 3 == 0 ? throw new FormatException() : i;
                    }));
                }
                catch (Exception e) when (e is FormatException or CircuitOpenException)
                {
                }
            }
        })));
        await done.CancelAsync();
        await churn;
        Circuits.RemovePeer(Node2);
        Circuits.AddPeer(Node2);
        Settle();
        Assert.Equal((0L, 0), (Circuits.GetStats(Node2).Failures, Circuits.GetStats(Node2).ProbesInFlight));
    }

    private long Identity()
    {
        Circuits.Supervisor.Tell(new Identify(1), TestActor);
        return ExpectMsg<ActorIdentity>().Subject.Path.Uid;
    }

    private sealed class Broken : ICircuitMetrics
    {
        public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts) => throw new InvalidOperationException("add");

        public void Remove(PeerId peer) => throw new InvalidOperationException("remove");
    }
}
