using CretoAkka.Calls;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Latency;

/// <summary>A latency below zero is its caller's mistake, and is refused where it is written.</summary>
[Trait("Decision", "D9")]
public class NegativeLatencySpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";
    private static readonly TimeSpan Negative = TimeSpan.FromTicks(-1);

    [Fact]
    public void A_call_refuses_it_and_records_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>("latency", () => Circuits.RecordSuccess(Node2, Negative));
        Assert.Throws<ArgumentOutOfRangeException>("latency", () => Circuits.RecordLatency(Node2, Negative));

        Assert.Empty(Circuits.GetStats());
    }

    [Fact]
    public void A_command_cannot_hold_it()
    {
        Assert.Throws<ArgumentOutOfRangeException>("latency", () => new RecordSuccess(Node2, Negative));
        Assert.Throws<ArgumentOutOfRangeException>("latency", () => new RecordLatency(Node2, Negative));
        Assert.Throws<ArgumentOutOfRangeException>(
            "latency", () => new RecordLatency(Node2, TimeSpan.Zero) with { Latency = Negative });
    }

    [Fact]
    public void Zero_and_none_are_latencies()
    {
        Assert.Equal(CompletionReply.Recorded, Circuits.RecordSuccess(Node2, TimeSpan.Zero));
        Assert.Null(new RecordSuccess(Node2).Latency);
        Assert.Equal(TimeSpan.Zero, new RecordLatency(Node2, TimeSpan.Zero).Latency);
    }
}
