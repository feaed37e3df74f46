using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Circuits;

/// <summary>What a circuit answers to what it is told.</summary>
public class ToldAnswersSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D10")]
    public void A_forced_mode_that_is_told_holds_for_its_time_and_a_reset_ends_it()
    {
        Assert.Equal(
            new CommandTaken(Node2, CommandReply.Done), Answer(new ForceClose(Node2, TestSettings.OpenTimeout)));
        Fail(Node2, 10);
        Assert.Equal(new Position(Node2, CircuitState.Closed, CircuitMode.ForcedClosed), Answer(new GetState(Node2)));
        Pass(TestSettings.OpenTimeout);
        Assert.Equal(new Position(Node2, CircuitState.Closed, CircuitMode.Automatic), Answer(new GetState(Node2)));

        Answer(new ForceOpen(Node2));
        Assert.Equal(new Position(Node2, CircuitState.Open, CircuitMode.ForcedOpen), Answer(new GetState(Node2)));
        Assert.Equal(new CommandTaken(Node2, CommandReply.Done), Answer(new Reset(Node2)));
        Assert.Equal(new Position(Node2, CircuitState.Closed, CircuitMode.Automatic), Answer(new GetState(Node2)));
    }

    [Fact]
    [Trait("Decision", "D8")]
    public void A_failure_is_told_with_its_age_and_cause_and_counts()
    {
        Circuits.AddPeer(Node2);
        for (var i = 0; i < 3; i++)
            Assert.Equal(new OutcomeTaken(Node2, CompletionReply.Recorded),
                Answer(new RecordFailure(Node2, TimeSpan.FromMilliseconds(10), FailureCause.Timeout)));
        Assert.Equal(FailureCause.Timeout, FishForMessage<CircuitOpened>(_ => true).LastFailure);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_latency_that_is_told_is_a_sample_and_no_outcome()
    {
        Answer(new RecordLatency(Node2, TimeSpan.FromMilliseconds(5)));
        var stats = Assert.IsType<Statistics>(Answer(new GetStats(Node2))).Stats;
        Assert.Equal((0L, 0L), (stats.Successes, stats.Failures));
    }

    private IReply Answer(ICommand command)
    {
        var sender = CreateTestProbe();
        Circuits.Supervisor.Tell(command, sender);
        return sender.ExpectMsg<IReply>();
    }
}
