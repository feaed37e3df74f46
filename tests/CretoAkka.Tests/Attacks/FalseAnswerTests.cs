using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Attacks;

/// <summary>Answers that say what is not so, and messages in another's name.</summary>
[Trait("Decision", "D18")]
public sealed class FalseAnswerTests : VirtualNetworkTest
{
    [Fact]
    public void Who_acknowledges_what_was_never_sent_fails_and_gets_another_session_but_is_not_charged()
    {
        // Each new session begins with an answered ping: no three fail in a row, but every other one does.
        var rule = new FailureRateRule(0.5, 20, 0, TimeSpan.FromSeconds(30));
        var (a, _) = Joined(settings: With(s => s with { FailureRate = rule }));
        a.Circuits.SetMembership(1, [A, B, "c", "d"]);
        Network.Wire("b", "a").Carries = static m => m is Acknowledged k
            ? [k with { Acknowledgement = k.Acknowledgement with { Highest = 1_000_000 } }]
            : [m];
        Network.Pass(TimeSpan.FromSeconds(20), () => a.Circuits.Send(B, 1));

        Assert.True(Network.LogOf<Hello>("a").Select(h => h.What.Nonce).Distinct().Count() > 3);
        Assert.NotEmpty(Network.LogOf<CircuitOpened>("a"));
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Delivered);
        Assert.Empty(a.Circuits.GetQuorum().Charged);
        Assert.NotEqual(CircuitMode.Quarantined, a.Circuits.GetStats(B).Mode);
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void Who_is_another_process_each_time_does_not_escape_the_calls_it_leaves_unanswered()
    {
        var (a, _) = Joined();
        var incarnation = 1L;
        Network.Wire("b", "a").Carries = m => m switch
        {
            Acknowledged k => [new Stranger("b", k.Acknowledgement.Nonce, ++incarnation)],
            Stranger k => [k with { Incarnation = ++incarnation }],
            Welcome w => [w with { Incarnation = incarnation }],
            _ => [m],
        };
        var permits = new Queue<(TimeSpan At, Permit Permit)>();
        Network.Pass(TimeSpan.FromSeconds(10), () =>
        {
            a.Circuits.Send(B, 1);
            if (a.Circuits.TryAcquire(B, out var permit))
                permits.Enqueue((Network.Now, permit));
            while (permits.TryPeek(out var oldest) && Network.Now - oldest.At >= T / 2)
                a.Circuits.Complete(permits.Dequeue().Permit, Outcome.Failure);
        });

        Assert.True(incarnation > 10);
        Assert.NotEmpty(Network.LogOf<CircuitOpened>("a"));
    }

    [Fact]
    public void Answers_that_do_not_know_the_nonce_leave_the_statistics_of_their_victim_as_they_are()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(1500));
        var hello = Network.LogOf<Hello>("a")[^1].What;
        var last = Network.LogOf<Acknowledged>("b")[^1].What;
        var (stats, ignored) = (a.Circuits.GetStats(B), a.Circuits.GetMessages(B).Ignored);
        object[] forged =
        [
            last with { Acknowledgement = last.Acknowledgement with { Nonce = ~hello.Nonce, Highest = 1 << 30 } },
            last with { Acknowledgement = last.Acknowledgement with { Nonce = ~hello.Nonce, Incarnation = -5 } },
            new Stranger("b", ~hello.Nonce, -5),
            new Welcome("b", ~hello.Nonce, -5, hello.Ping, 1),
        ];
        for (var i = 0; i < 100; i++)
        {
            foreach (var message in forged)
                Network.Tell("a", message);
        }
        Network.Settle();

        Assert.Equal(ignored + 400, a.Circuits.GetMessages(B).Ignored);
        Assert.Equal(stats, a.Circuits.GetStats(B));
        Assert.Equal(hello.Nonce, Network.LogOf<Hello>("a")[^1].What.Nonce);
    }

    [Fact]
    public void Messages_in_the_name_of_a_peer_neither_fail_nor_close_its_circuit()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(1500));
        var at = 0;
        Network.Pass(TimeSpan.FromSeconds(10), () => Forge(++at, () => b.Circuits.Send(A, at)));
        Network.Pass(Ms(3000));
        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
        Assert.Equal((CircuitState.Closed, 0L), (b.Circuits.GetState(A), b.Circuits.GetStats(A).Failures));
        Assert.Equal(0, b.Circuits.GetMessages(A).Ledger.Pending);

        Network.Wire("b", "a").Loses = static _ => true;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, Ms(4000));
        Network.Pass(OpenTimeout + Ms(3000), () => Forge(++at, static () => { }));
        Assert.Empty(Network.LogOf<CircuitClosed>("a"));
    }

    private void Forge(int at, Action between)
    {
        if (at % 50 != 0)
            return;
        Network.Tell("a", new Hello("b", (ulong)at, 77, at, 1, 1));
        Network.Tell("a", new Frame("b", 12345, 1, 1, at, "/user/replica", []));
        between();
    }
}
